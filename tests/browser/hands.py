"""The ways in which somebody works with a page: a mouse, the keyboard alone, fingers on a phone; in one's own language.

A hand finds everything by what a person perceives: its role and its name, in the language of the page.
"""

from __future__ import annotations

import re
from typing import Literal, Self

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

# What is focused, and whether it shows: by an outline or by the ring that a field has, and under nothing that sticks.
SEEN = """async () => {
    const at = document.activeElement, style = getComputedStyle(at), what = at.outerHTML.slice(0, 160);
    if (at === document.body) return "";
    const ringed = at.matches(".form-control, .form-select") && style.boxShadow !== "none";
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
        && !style.outlineColor.endsWith(", 0)");
    const bare = () => {
        const box = at.getBoundingClientRect(), [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        const tops = [[box.left + 2, box.top + 2], [box.right - 2, box.bottom - 2], [x, y]]
            .map((spot) => document.elementFromPoint(...spot));
        return box.width > 1 && tops.some((top) => top && (at.contains(top) || top.contains(at)));
    };
    if (!(outlined || ringed)) return `UNSEEN ${what}`;
    for (let frame = 0; frame < 20 && !bare(); frame++) await new Promise(requestAnimationFrame);
    return bare() ? (at.innerText || at.name || at.id || at.tagName).trim().slice(0, 60) : `COVERED ${what}`;
}"""
LIES_BEHIND = """(at) => {
    const now = document.activeElement;
    return now !== document.body && Boolean(at.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""
# Set on a page that was worked on: while it is there, the page is the same one, and the focus must not have been lost.
WORK_ON, WORKED_ON = "() => { document.workedOn = true; }", "() => Boolean(document.workedOn)"
AT_REST = """() => document.readyState === "complete" && !document.querySelector(
    ".htmx-request:not(#draft-state, #update-preview), .htmx-swapping, .htmx-settling")"""
MOST_STEPS = 150
SMALLEST_TARGET = 24  # WCAG 2.2, 2.5.8


def focus_seen(page: Page) -> str:
    """What the focus stands on; it must be visible."""
    seen: str = page.evaluate(SEEN)
    assert not seen.startswith(("UNSEEN", "COVERED")), seen
    return seen


class Mouse:
    """Pointing and clicking; without JavaScript too."""

    def __init__(self, page: Page, language: str = "en-gb", part: Locator | None = None) -> None:
        self.page, self.language = page, language
        self.part: Page | Locator = part if part is not None else page

    def says(self, words: object, **values: object) -> str:
        """Our words, or the name of a thing of ours, in the language of the page, in which they must exist."""
        said, english = (self._said(words, language) for language in (self.language, "en-gb"))
        assert self.language == "en-gb" or said != english, f"{english!r} is not translated into {self.language}"
        return said % values if values else said

    @staticmethod
    def _said(words: object, language: str) -> str:
        with translation.override(language):
            return gettext(words) if isinstance(words, str) else str(words)

    def within(self, part: Locator) -> Self:
        """The same hand on one part of the page only."""
        return type(self)(self.page, self.language, part)

    def region(self, name: str, role: Literal["region", "navigation", "complementary"] = "region") -> Self:
        return self.within(self.part.get_by_role(role, name=name, exact=True))

    # What a journey is told with.
    def come_in(self, address: str, email: str, password: str) -> None:
        self.page.goto(address)
        self.write("Email", email)
        self.write("Password", password)
        self.press("button", self.says("Log in"))
        self.page.wait_for_url(lambda url: "/login" not in url)

    def go(self, section: str) -> None:
        """To a section, by the navigation that is on every page."""
        self.region(self.says("Main"), "navigation").press("link", self.says(section))

    def press(self, role: Literal["link", "button"], name: str) -> None:
        """A link or button whose name begins so."""
        self._press(self._there(self.part.get_by_role(role, name=re.compile(rf"^\s*{re.escape(name)}"))))

    def unfold(self, name: str) -> None:
        """What is folded away under `name`, if it is: on a wide screen some of it is not."""
        summary = self.part.locator("summary").filter(has_text=name).first
        summary.wait_for(state="attached")
        self.page.wait_for_load_state()
        if summary.is_visible() and not summary.evaluate("summary => summary.parentElement.open"):
            self._press(summary)

    def write(self, label: str, text: str, *, which: int = 0) -> None:
        self._write(self._there(self.part.get_by_label(self.says(label)), which), text)

    def choose(self, label: str, option: str) -> None:
        self._choose(self._there(self.part.get_by_label(self.says(label))), option)

    def tick(self, name: str) -> None:
        self._press(self._there(self.part.get_by_role("checkbox", name=name, exact=True)))

    def arrives(self, address: str) -> None:
        self.page.wait_for_url(address)

    def sees(self, text: str) -> None:
        expect(self.part.get_by_text(text).first).to_be_visible()

    def _there(self, found: Locator, which: int = 0) -> Locator:
        """The one that can be seen, once the page has come with its styles: these hide some."""
        seen = found.filter(visible=True).nth(which)
        seen.wait_for()
        self.page.wait_for_load_state()
        return seen

    # How this hand does it.
    def _press(self, target: Locator) -> None:
        target.click()

    def _write(self, field: Locator, text: str) -> None:
        field.click()
        field.fill(text)

    def _choose(self, field: Locator, option: str) -> None:
        field.select_option(label=option)


class Fingers(Mouse):
    """Tapping; nothing that is tapped is too small for it."""

    def _press(self, target: Locator) -> None:
        box = target.bounding_box()
        in_a_sentence = target.evaluate("at => getComputedStyle(at).display === 'inline'")
        assert box is not None, target
        assert in_a_sentence or min(box["width"], box["height"]) >= SMALLEST_TARGET, (target, box)
        target.tap()

    def _write(self, field: Locator, text: str) -> None:
        self._press(field)
        field.fill(text)


class Keyboard(Mouse):
    """Keys alone: Tab there, Enter, arrows, and the single keys that the page shows. Every step must be seen."""

    def _press(self, target: Locator) -> None:
        key = target.get_attribute("aria-keyshortcuts") or ""
        if len(key) == 1:
            self._settle(target)
            self.page.keyboard.press(key)
            return
        self._reach(target)
        self.page.keyboard.press("Space" if target.get_attribute("type") == "checkbox" else "Enter")

    def _write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def _choose(self, field: Locator, option: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Home")
        for _step in range(MOST_STEPS):
            if field.evaluate("list => list.selectedOptions[0].label") == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option!r} is not among the choices")

    def _settle(self, target: Locator) -> None:
        """Wait for what the page is still doing; what it swapped must have left the focus somewhere."""
        self.page.wait_for_function(AT_REST)
        assert focus_seen(self.page) or not self.page.evaluate(WORKED_ON), f"the focus is lost before {target}"

    def _reach(self, target: Locator) -> None:
        self._settle(target)
        at = target.element_handle()
        key = "Shift+Tab" if at.evaluate(LIES_BEHIND) else "Tab"
        for _step in range(MOST_STEPS):
            if at.evaluate("at => at === document.activeElement"):
                self.page.evaluate(WORK_ON)
                return
            self.page.keyboard.press(key)
            focus_seen(self.page)
        raise AssertionError(f"{target} is not reached in {MOST_STEPS} steps")
