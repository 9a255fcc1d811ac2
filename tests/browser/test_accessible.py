"""Pages as other eyes, hands and networks meet them: WCAG 2.2 AA, light and dark, a phone's width, a thin line."""

import gzip
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from accounts.permissions import Role
from cases.models import Case
from demo.people import address
from reminders.models import Alert
from sanctions.models import Designation, Match
from tests.browser.conftest import KARA_MURZA

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# Dark and light differ in colours alone: what else there is to find, two of the four looks show.
COLOURS = {"type": "rule", "values": ["color-contrast"]}
LOOKS = [("light", DESK, RULES), ("dark", DESK, COLOURS), ("dark", PHONE, RULES), ("light", PHONE, COLOURS)]
SANCTIONS = (
    *("overview", "entry-list", "review", "official-list", "official-new", "alignment", "alignment-sheet"),
    *("gaps", "designation-new", "submission-list", "submission-new"),
)
# What a page asks for once it is open has come: the live counts.
STILL_TO_COME = "[hx-trigger=load]"
FIRST_VISIT, NEXT_PAGE = 100_000, 20_000


@pytest.fixture
def browser_context_args(browser_context_args):
    """Without transitions: a colour on its way from light to dark has the contrast of neither."""
    return {**browser_context_args, "reduced_motion": "reduce"}


def addresses():
    """The pages people work on, as the demonstration has them."""
    case = Case.objects.get(reference=KARA_MURZA)
    alert = Alert.objects.filter(case=case, cleared_on=None).first()
    of_case = ("case", "case-officials", "case-dates", "case-history", "update-new", "key-date-new", "case-edit")
    return [
        *(reverse(name) for name in ("reports:today", "cases:case-list", "cases:case-new", "reminders:alert-list")),
        *(reverse(f"cases:{name}", args=[KARA_MURZA]) for name in of_case),
        alert.get_absolute_url(),
        reverse("cases:state-list"),
        reverse("cases:state", args=["RU"]),
        *(reverse(name) for name in ("accounts:people", "accounts:profile", "demo:mail-list", "cases:prisoner-new")),
        *(reverse(f"sanctions:{name}") for name in SANCTIONS),
        *(reverse(f"sanctions:{name}", args=[KARA_MURZA]) for name in ("case", "case-sheet")),
        reverse("sanctions:list", args=["us-sdn"]),
        Designation.objects.first().official.get_absolute_url(),
        Match.objects.first().get_absolute_url(),
    ]


def heaviest():
    names = ("reports:today", "cases:case-list", "cases:case-new", "cases:prisoner-new", "reminders:alert-list")
    of_case = ("cases:case", "cases:update-new", "cases:case-history")
    return [*(reverse(name) for name in names), *(reverse(name, args=[KARA_MURZA]) for name in of_case)]


def unfold(page):
    """Open what is folded away, menus apart: they would lie over the rest."""
    page.evaluate("document.querySelectorAll('main details:not(.menu)').forEach(fold => { fold.open = true; })")
    page.evaluate("scrollTo(0, 0)")


def faults_of(page):
    """What is wrong with the page that is open, in every look."""
    page.evaluate(Axe().axe_script)
    for scheme, size, rules in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        where = f"{urlsplit(page.url).path} {scheme} {size['width']}"
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wider > 0:
            yield f"{where}: {wider} px wider than the screen"
        found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
        for fault in found["violations"]:
            yield f"{where}: {fault['help']}: {[node['html'][:160] for node in fault['nodes']]}"


def test_no_page_breaks_wcag_2_2_aa_or_a_phones_width_in_light_or_dark(page, live_server, enter, demonstration):
    page.goto(live_server.url + reverse("account_login"))
    faults = list(faults_of(page))
    enter(address(Role.ADMIN))
    for path in addresses():
        answer = page.goto(live_server.url + path)
        assert answer.status == 200, path
        expect(page.locator(STILL_TO_COME)).to_have_count(0)
        unfold(page)
        faults += faults_of(page)
    assert not faults, "\n".join(faults)


def test_a_first_visit_weighs_at_most_100_kb_and_the_next_page_20(page, live_server, enter, demonstration):
    weights = {}

    def weigh(answer):
        if answer.status == 200:
            path = urlsplit(answer.url).path
            weights[path] = weights.get(path, 0) + len(gzip.compress(answer.body()))

    page.on("response", weigh)
    page.goto(live_server.url + reverse("account_login"))
    page.wait_for_load_state("networkidle")
    assert 30_000 < sum(weights.values()) <= FIRST_VISIT, weights
    enter(demonstration.email)
    for path in heaviest():
        weights.clear()
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        fresh = {path: weight for path, weight in weights.items() if not path.startswith("/static/")}
        assert sum(fresh.values()) <= NEXT_PAGE, fresh
