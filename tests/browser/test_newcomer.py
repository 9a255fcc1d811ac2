"""An advocate's first update, with a source, with no help: in how many clicks and, by a model of people, how soon.

The keystroke-level model (Card, Moran and Newell, 1980) says how long hands and a decision take. Whoever is new looks
through every word from the top of a page down to what they seek, once, at the pace of skimming (450 words a minute:
Carver, 1990; reading with care is half as fast). How long the house takes to answer is measured.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page

from cases.models import Update
from tests.browser.hands import Mouse
from tests.factories import PASSWORD

KEY, POINT, PRESS, HOME, DECIDE, SKIM_A_WORD = 0.2, 1.1, 0.1, 0.4, 1.35, 60 / 450
MOST_CLICKS, MOST_SECONDS = 12, 90
LETTER = "A letter reached his wife."
# The texts in sight from the top of the page down to what is sought.
TEXTS_DOWN_TO = """(at) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), read = [];
    while (texts.nextNode()) {
        const text = texts.currentNode, holder = text.parentElement;
        if (!at.contains(text) && !(at.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING)) break;
        const shown = holder.checkVisibility({visibilityProperty: true}) && !holder.closest(".visually-hidden, option");
        if (shown) read.push(text.data.trim());
    }
    return read;
}"""
OPTIONS_DOWN_TO = """(list, chosen) => {
    const labels = [...list.options].map((option) => option.label);
    return labels.slice(0, labels.indexOf(chosen) + 1);
}"""


class Newcomer(Mouse):
    """A mouse and a keyboard whose clicks are counted and whose seconds are added up."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.clicks, self.words, self.seconds, self.waited, self.on_mouse = 0, 0, 0.0, 0.0, True
        self.read: set[str] = set()

    def _there(self, found: Locator, which: int = 0) -> Locator:
        with self._waiting():
            there = super()._there(found, which)
        self._read(there.evaluate(TEXTS_DOWN_TO))
        self.seconds += DECIDE
        return there

    def sees(self, text: str) -> None:
        with self._waiting():
            super().sees(text)

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.waited += time.monotonic() - began

    def _read(self, texts: list[str]) -> None:
        """What was read once, on this page or another, is known at a glance."""
        new = [text for text in dict.fromkeys(texts) if text not in self.read]
        self.read.update(new)
        self.words += sum(len(text.split()) for text in new)

    def _move_hand(self, *, to_mouse: bool) -> None:
        self.seconds += HOME if to_mouse != self.on_mouse else 0
        self.on_mouse = to_mouse

    def _click(self) -> None:
        self._move_hand(to_mouse=True)
        self.clicks += 1
        self.seconds += POINT + 2 * PRESS

    def _press(self, target: Locator) -> None:
        self._click()
        with self._waiting():
            target.click()

    def _write(self, field: Locator, text: str) -> None:
        if not field.evaluate("field => field === document.activeElement"):
            self._click()
        self._move_hand(to_mouse=False)
        self.seconds += KEY * len(text)
        super()._write(field, text)

    def _choose(self, field: Locator, option: str) -> None:
        self._click()
        self._read(field.evaluate(OPTIONS_DOWN_TO, option))
        self._click()
        super()._choose(field, option)


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}}


def test_an_advocate_logs_a_first_update_in_12_clicks_and_90_seconds(page, live_server, demonstration, record_property):
    newcomer = Newcomer(page)
    newcomer.come_in(live_server.url + reverse("account_login"), demonstration.email, PASSWORD)
    newcomer.press("link", "Log an update Vladimir Kara-Murza")
    newcomer.choose("What happened", "Letter received")
    newcomer.write("In one line", LETTER)
    newcomer.write("Address or told by", "https://news.example/letter")
    newcomer.press("button", "Save")
    newcomer.sees(LETTER)

    update = Update.objects.get(summary=LETTER)
    assert (update.author, update.citations.count()) == (demonstration, 1)
    seconds = newcomer.seconds + newcomer.words * SKIM_A_WORD + newcomer.waited
    told = f"{newcomer.clicks} clicks, {seconds:.0f} s ({newcomer.waited:.1f} s waiting), {newcomer.words} words"
    record_property("newcomer", told)
    assert newcomer.clicks <= MOST_CLICKS, told
    assert seconds < MOST_SECONDS, told
