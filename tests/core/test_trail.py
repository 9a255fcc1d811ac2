import pytest

from core import slots, trail
from core.models import Event, EventKind
from core.references import ALPHABET, free_reference, random_code

pytestmark = pytest.mark.django_db


def test_the_trail_is_only_added_to(advocate):
    event = trail.record(EventKind.DECISION, "test", by=advocate, target="RU-22-7F3K", why="because")
    assert Event.objects.about("RU-22-7F3K").get().facts == {"why": "because"}
    with pytest.raises(TypeError, match="only added to"):
        event.save()
    with pytest.raises(TypeError, match="only added to"):
        event.delete()


def test_references_have_no_letter_that_is_misread():
    assert set(random_code(2000)) == set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_a_taken_reference_is_not_given_again():
    offered = iter(["A", "B", "C"])
    assert free_reference(lambda: next(offered), lambda text: text != "C") == "C"


def test_slots_render_in_order_and_a_filler_counts_once(rf):
    def second(request, **context):
        return f"[2 {context['word']}]"

    slots.fill("test-slot", second, order=2)
    slots.fill("test-slot", second, order=2)
    slots.fill("test-slot", lambda request, **context: "[1]", order=1)
    assert slots.render("test-slot", rf.get("/"), word="x") == "[1][2 x]"
    assert slots.render("nobody-fills-this", rf.get("/")) == ""
