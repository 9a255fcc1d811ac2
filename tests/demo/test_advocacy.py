"""Loading what was done, asked and found: each on the day it became known, once, and never over what people wrote."""

from datetime import date, timedelta

from django.apps import apps

from accounts.models import Organisation
from advocacy.models import Action, Ask, Campaign, Clock, Deadline, Determination, Reply
from advocacy.vocabulary import ActionKind, AskState, Weight
from demo.facts import event_days
from demo.loading import load_until
from demo.models import FIRST_DAY
from demo.walking import EMPTIED, empty

END = date(2024, 8, 2)
KARA_MURZA = "RU-22-7F3K"


def loaded() -> dict[str, list]:
    """All that was loaded, without the references that are drawn at random."""
    ask = (
        "kind",
        "wording",
        "addressee__slug",
        "asked",
        "state",
        "state_on",
        "state_why",
        "logged_on",
        "source__title",
    )
    fields = {
        Action: (
            "form_key",
            "summary",
            "weight",
            "sent_on",
            "due_on",
            "answered_on",
            "state",
            "logged_on",
            "addressee__slug",
        ),
        Ask: ask,
        Determination: (
            "kind",
            "number",
            "adopted_on",
            "published_on",
            "known_on",
            "logged_on",
            "procedure__valid_from",
        ),
        Reply: ("action__form_key", "received_on", "response", "summary", "logged_on"),
        Deadline: ("action__form_key", "due_on", "set_on", "checked"),
        Campaign: ("name", "about", "parts__does"),
        Action.actors.through: ("action__form_key", "organisation__slug"),
        Action.asks.through: ("action__form_key", "ask__kind", "ask__addressee__slug"),
        Ask.history.model: ("wording", "addressee__slug", "state", "state_on"),
        Organisation: ("slug", "name", "parent__slug"),
    }
    return {model.__name__: sorted(map(str, model.objects.values_list(*names))) for model, names in fields.items()}


def test_loading_it_twice_changes_nothing(demo_on):
    load_until(END)
    before = loaded()
    load_until(END)
    assert loaded() == before


def test_day_by_day_it_comes_to_the_same_as_at_once(demo_on):
    load_until(END)
    at_once = loaded()
    empty()
    for day in [FIRST_DAY, *(day for day in event_days() if FIRST_DAY < day <= END)]:
        load_until(day)
        assert not Action.objects.filter(logged_on__gt=day).exists()
        assert not Ask.objects.filter(state_on__gt=day).exists()
    assert loaded() == at_once


def test_nothing_of_the_future_is_known_on_the_first_day(demo_on):
    load_until(FIRST_DAY)
    later = FIRST_DAY + timedelta(days=1)
    for model in (Action, Ask, Determination, Reply):
        assert not model.objects.filter(logged_on__gte=later).exists()
    assert not Action.objects.filter(sent_on__gte=later).exists()
    assert not Determination.objects.filter(number="Opinion 11/2024").exists()


def test_starting_again_empties_it_and_keeps_bodies_and_procedures(demo_on):
    load_until(FIRST_DAY)
    clocks = Clock.objects.count()
    empty()
    for model in (Action, Ask, Determination, Reply, Deadline, Campaign, Action.history.model):
        assert not model.objects.exists()
    assert Clock.objects.count() == clocks
    load_until(FIRST_DAY)
    assert Action.objects.exists()


def test_what_somebody_said_of_an_ask_since_then_stands(demo_on):
    load_until(FIRST_DAY)
    ask = Ask.objects.get(addressee__slug="us-state", kind="designate")
    ask.state, ask.state_on, ask.state_why = AskState.MET, date(2023, 4, 20), "We count it as met."
    ask.save()
    load_until(date(2023, 5, 1))
    ask.refresh_from_db()
    assert (ask.state, ask.state_why) == (AskState.MET, "We count it as met.")


def test_on_the_first_day_britain_has_summoned_and_not_yet_sanctioned(demo_on):
    load_until(FIRST_DAY)
    of_britain = Action.objects.filter(cases__reference=KARA_MURZA, actors__jurisdiction="GB")
    assert [(one.kind, one.weight, one.sent_on) for one in of_britain] == [
        (ActionKind.SUMMONS, Weight.DEMARCHE, date(2023, 4, 17))
    ]
    ask = Ask.objects.get(addressee__slug="government-gb", cases__reference=KARA_MURZA)
    assert ask.state == AskState.OPEN
    load_until(date(2023, 4, 21))
    ask.refresh_from_db()
    assert (ask.state, ask.state_on) == (AskState.PARTLY_MET, date(2023, 4, 21))
    assert ask.actions.get().sent_on == date(2023, 4, 21)


def test_starting_again_leaves_nothing_that_points_at_what_is_gone():
    kept = [model for model in apps.get_models() if model._meta.label not in EMPTIED]
    ours = [model for model in kept if not model.__name__.startswith("Historical")]
    left = {
        f"{model._meta.label}.{field.name}"
        for model in ours
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model._meta.label in EMPTIED
    }
    assert left == set()
