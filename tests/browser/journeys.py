"""The five things that are done here most, each as one person does it. `hands` is how (tests/browser/hands.py)."""

import re
from urllib.parse import parse_qsl

from playwright.sync_api import expect

from cases.models import Case, SavedFilter, Update
from cases.vocabulary import Grade, UpdateKind
from reminders.models import Alert
from sanctions.models import Match
from sanctions.vocabulary import Decision
from tests.browser.conftest import KARA_MURZA

VISIT = "His wife was allowed to see him."
SOURCES = ["https://news.example/visit", "https://other.example/visit"]
NAVALNY = "RU-21-9TN4"
ABROAD = ("BY-20-MK7H", "IR-16-NZ16", "CN-10-0X1A")


def log_an_update(hands, ada):
    """Find the case, say what happened, when and who says so; what it was about is settled with it."""
    says = hands.says
    contact = Alert.objects.get(case__reference=KARA_MURZA, rule="R16a", cleared_on=None)
    hands.go("Cases")
    hands.press("link", "Vladimir Kara-Murza")
    hands.press("link", says("Log an update"))
    hands.choose("What happened", says(UpdateKind.FAMILY_VISIT.label))
    hands.write("When", "2023-04")
    hands.write("In one line", VISIT)
    hands.write("Address or told by", SOURCES[0])
    hands.unfold(says("Place, sources in detail, who may see it"))
    hands.press("button", says("Add another source"))
    hands.write("Address or told by", SOURCES[1], which=1)
    hands.press("button", says("Save"))

    hands.within(hands.page.locator(".timeline .entry", has_text=VISIT)).sees(says(Grade.CORROBORATED.label))
    update = Update.objects.get(case__reference=KARA_MURZA, summary=VISIT)
    assert (update.author, update.occurred.to_edtf()) == (ada, "2023-04")
    assert sorted(update.citations.values_list("source__address", flat=True)) == SOURCES
    contact.refresh_from_db()
    assert contact.cleared_on is not None


def find_and_keep_a_list(hands, ada):
    """Search, take a filter, keep what is left under a name, and come back to it."""
    says, name = hands.says, "Alone in Belarus"
    hands.go("Cases")
    hands.unfold(says("Filters"))
    hands.write("Name or reference", "ale")
    hands.press("button", says("Apply"))
    hands.sees("Alexei Navalny")
    hands.unfold(says("Filters"))
    hands.region(says("Filters"), "complementary").press("link", says(Case.objects.get(reference=ABROAD[0]).state))
    hands.arrives("**state=BY**")
    hands.unfold(says("My lists"))
    hands.write("Save this list as", name)
    hands.press("button", says("Save"))
    hands.sees(says("Saved as “%(name)s”.", name=name))
    kept = SavedFilter.objects.get(user=ada)
    assert (kept.name, dict(parse_qsl(kept.query))) == (name, {"q": "ale", "state": "BY"})

    hands.go("Cases")
    hands.sees("Alexei Navalny")
    hands.unfold(says("My lists"))
    hands.press("link", name)
    hands.press("link", "Maria Kalesnikava")
    hands.arrives(f"**/{ABROAD[0]}/")


def assign_several(hands, ada):
    """Tick three cases and hand them to Ada at once."""
    says = hands.says
    others = dict(Case.objects.exclude(reference__in=ABROAD).values_list("reference", "lead"))
    hands.go("Cases")
    for case in Case.objects.filter(reference__in=ABROAD):
        hands.tick(says("Tick %(name)s", name=case.prisoner.name))
    hands.choose("Assign the ticked cases to", ada.name)
    hands.press("button", says("Assign"))
    hands.within(hands.page.locator("#messages")).sees(ada.name)
    assert set(Case.objects.filter(reference__in=ABROAD).values_list("lead", flat=True)) == {ada.pk}
    assert dict(Case.objects.exclude(reference__in=ABROAD).values_list("reference", "lead")) == others


def review_a_match(hands, ada):
    """Say that two are not the same, take it back, and say that they are."""
    says = hands.says
    match = Match.objects.get(decision="")
    hands.go("Sanctions")
    hands.press("link", says("Review"))
    hands.press("link", match.official.name)
    hands.press("button", says("Not the same"))
    done = hands.within(hands.page.get_by_role("status").filter(has_text=says("Not the same")))
    done.sees(match.official.name)
    assert Match.objects.get(pk=match.pk).decision == Decision.NOT_SAME
    done.press("button", says("Undo"))
    hands.sees(says("The decision on %(name)s is taken back.", name=match.official))
    assert Match.objects.get(pk=match.pk).decision == ""
    hands.press("button", says("Same"))
    hands.sees(says("Nothing waits for you"))
    assert Match.objects.get(pk=match.pk).decision == Decision.SAME


def clear_an_alert(hands, ada):
    """Take an alert on, do what it asks for, and see it gone."""
    says = hands.says
    silent = Alert.objects.get(case__reference=NAVALNY, rule="R2", cleared_on=None)
    hands.go("Alerts")
    listed = hands.page.get_by_role("region", name="Alexei Navalny").get_by_role("listitem")
    strip = hands.within(listed.filter(has_text=re.compile(r"\bR2\b")))
    strip.press("button", says("Acknowledge"))
    strip.sees(says("Acknowledged by %(name)s.", name=ada.name))
    strip.press("link", says(silent.kind.title))
    hands.press("link", says("Go to the case"))
    hands.write("Checked, nothing new. Asked:", "the prison office")
    hands.press("button", says("Nothing new"))
    hands.within(hands.page.locator(".timeline .entry")).sees("the prison office")
    silent.refresh_from_db()
    assert (silent.acknowledged_by, silent.cleared_on is not None) == (ada, True)
    hands.go("Alerts")
    hands.arrives("**/alerts/")
    hands.sees("Alexei Navalny")
    expect(strip.part).to_have_count(0)


JOURNEYS = [log_an_update, find_and_keep_a_list, assign_several, review_a_match, clear_an_alert]
