"""Two records of one official made one: what moves, what collides, what nobody may learn by it, and the way back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.models import (
    Citation,
    Grant,
    Involvement,
    Official,
    OfficialName,
    OfficialPosition,
    OfficialRelation,
)
from cases.vocabulary import Level, OfficialFunction
from core.models import Event
from sanctions.importing.applying import drop_samples
from sanctions.models import (
    Designation,
    Match,
    NotSought,
    OfficialMerge,
    Programme,
    ScreeningRun,
    Submission,
    SubmissionTarget,
)
from sanctions.services.deciding import decide
from sanctions.services.merging import merge, undo_merge
from tests.advocacy.factories import act
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory, OfficialFactory, SourceFactory, UserFactory
from tests.sanctions.factories import confirmed, designation, entry, involve, match, snapshot

pytestmark = pytest.mark.django_db
TABLES = [
    Official,
    OfficialName,
    OfficialPosition,
    OfficialRelation,
    Involvement,
    Citation,
    Match,
    Designation,
    NotSought,
    SubmissionTarget,
]


@pytest.fixture
def kept(case, advocate, staff):
    snapshot()
    official = OfficialFactory(name="Elena Lenskaya", native_name="Елена Ленская", state=case.state)
    return involve(case, official, advocate, staff).official


@pytest.fixture
def gone(case, organisation, advocate):
    official = OfficialFactory(name="Yelena Lenskaia", state=case.state)
    return involve(CaseFactory(owner=organisation), official, advocate).official


def everything():
    """Every row that a merge may touch, with the people named for sealed ones."""
    tables = {}
    for model in TABLES:
        rows = {row["id"]: row for row in model.objects.order_by("pk").values()}
        if hasattr(model, "named"):
            for row in model.objects.all():
                rows[row.pk]["named"] = sorted(row.named.values_list("pk", flat=True))
        tables[model.__name__] = rows
    return tables


def made_one(kept, gone, by):
    return merge(kept=kept, gone=gone, why="The same judge, spelled twice.", by=by)


def sources(involvement, *, level="team", count=1):
    return [
        Citation.objects.create(involvement=involvement, source=SourceFactory(level=level), level=level)
        for _number in range(count)
    ]


# --- What moves.
def test_whatever_hangs_on_the_one_moves_to_the_other(kept, gone, case, admin):
    body = OfficialFactory(name="A court", kind="body", state=case.state)
    relative = OfficialFactory(name="A relative", state=case.state)
    position = OfficialPosition.objects.create(official=gone, title="Judge", cited_title="Court site", body=body)
    relation = OfficialRelation.objects.create(official=gone, other=relative, kind="family", cited_title="Register")
    name = OfficialName.objects.create(official=gone, text="Helena Lenska")
    listed = confirmed(gone, entry(), admin)
    by_hand = designation(gone)
    sought = NotSought.objects.create(official=gone, why="Cooperates.", decided_on=date(2023, 4, 1), by=admin)
    target = SubmissionTarget.objects.create(submission=_submission(case), official=gone)
    made_one(kept, gone, admin)
    moved = (position, relation, name, listed, by_hand, sought, target, Designation.objects.get(match=listed))
    for row in moved:
        row.refresh_from_db()
        assert row.official_id == kept.pk, row
    assert kept.involvements.count() == 2
    gone.refresh_from_db()
    assert gone.merged_into == kept


def test_every_table_that_points_to_an_official_is_thought_of():
    """Whoever adds another must say in `sanctions.services.merging` what becomes of it."""
    pointing = {
        f"{one.related_model.__name__}.{one.field.name}"
        for one in Official._meta.get_fields(include_hidden=True)
        if one.auto_created and not one.concrete and not one.related_model.__name__.startswith("Historical")
    }
    moved = {f"{model.__name__}.official" for model in TABLES if hasattr(model, "official")}
    moved |= {"OfficialPosition.body", "OfficialRelation.other", "SubmissionTarget.through"}
    stays = {"Official.merged_into", "OfficialMerge.kept", "OfficialMerge.gone", "ScreeningRun.official"}
    assert pointing == moved | stays


def test_the_names_of_the_one_become_other_names_of_the_other_and_are_found(kept, gone, admin):
    OfficialName.objects.create(official=gone, text="Елена Ленская")  # the kept one's already
    made_one(kept, gone, admin)
    kept.refresh_from_db()
    assert kept.all_names() == ["Elena Lenskaya", "Елена Ленская", "Yelena Lenskaia"]
    assert Official.objects.visible_to(admin).matching("yelena").get() == kept


def test_the_lists_are_asked_anew_and_it_is_on_record_who_did_it_and_why(kept, gone, admin):
    made = made_one(kept, gone, admin)
    assert ScreeningRun.objects.filter(official=kept).exists()
    event = Event.objects.get(action="officials-merged")
    assert (event.by, event.target, event.facts["gone"]) == (admin, kept.reference, gone.reference)
    assert made.why == "The same judge, spelled twice."


# --- What collides.
def test_of_two_involvements_in_one_function_the_approved_one_stays_and_no_source_is_lost(kept, gone, case, admin):
    first = kept.involvements.get()
    second = involve(case, gone, admin)
    shared = SourceFactory()
    for one in (first, second):
        Citation.objects.create(involvement=one, source=shared, level="team")
    sources(second, count=2)
    made_one(kept, gone, admin)
    assert list(Involvement.objects.filter(case=case)) == [first]
    assert first.citations.count() == 3


def test_an_approved_one_stands_before_the_kept_ones_that_is_only_alleged(gone, case, advocate, staff, admin):
    kept = OfficialFactory(name="Elena Lenskaya", state=case.state)
    alleged = involve(case, kept, advocate)
    approved = involve(case, gone, advocate, staff)
    made_one(kept, gone, admin)
    assert list(Involvement.objects.filter(case=case)) == [approved]
    approved.refresh_from_db()
    assert approved.official == kept
    assert not Involvement.objects.filter(pk=alleged.pk).exists()


def test_another_function_in_the_same_case_stays_beside_it(kept, gone, case, advocate, admin):
    involve(case, gone, advocate, function=OfficialFunction.TRIAL_JUDGE)
    made_one(kept, gone, admin)
    assert kept.involvements.filter(case=case).count() == 2


@pytest.mark.parametrize(
    ("ours", "theirs", "stands"),
    [
        ("", "same", "same"),
        ("unsure", "same", "same"),
        ("not_same", "same", "not_same"),
        ("same", "not_same", "same"),
        ("same", "", "same"),
    ],
)
def test_of_two_matches_with_one_entry_the_settled_one_stays_and_the_designation_follows(
    kept, gone, admin, ours, theirs, stands
):
    listed = entry(number="40906")
    for official, decision in ((kept, ours), (gone, theirs)):
        one = match(official, listed)
        if decision:
            decide(match=one, decision=decision, by=admin)
    made_one(kept, gone, admin)
    left = Match.objects.get()
    assert (left.official, left.decision) == (kept, stands)
    assert list(Designation.objects.values_list("official", "match")) == (
        [(kept.pk, left.pk)] if stands == "same" else []
    )


def test_of_two_designations_alike_one_stays_and_knows_the_earlier_day(kept, gone, admin):
    designation(kept, listed_on=date(2023, 6, 5), first_seen_on=date(2023, 7, 1))
    designation(gone, listed_on=date(2023, 6, 5), first_seen_on=date(2023, 6, 6))
    made_one(kept, gone, admin)
    left = Designation.objects.get()
    assert (left.official, left.first_seen_on) == (kept, date(2023, 6, 6))


def test_a_relation_between_the_two_does_not_become_one_to_oneself(kept, gone, admin):
    OfficialRelation.objects.create(official=kept, other=gone, kind="associate", cited_title="Register")
    made_one(kept, gone, admin)
    assert not OfficialRelation.objects.filter(official=kept, other=kept).exists()


# --- What nobody may learn by it.
def test_a_sealed_source_stays_sealed_under_the_other_involvement(kept, gone, case, advocate, staff, admin):
    second = involve(case, gone, advocate, level=Level.SEALED)
    second.named.add(advocate)
    [citation] = sources(second)
    made_one(kept, gone, admin)
    citation.refresh_from_db()
    assert (citation.involvement.official, citation.level) == (kept, Level.SEALED)
    assert Citation.objects.visible_to(advocate).filter(pk=citation.pk).exists()
    for person in (admin, staff):
        assert not Citation.objects.visible_to(person).filter(pk=citation.pk).exists()


def test_a_case_that_the_merger_may_not_see_moves_too_and_is_shown_to_them_no_more_than_before(
    kept, gone, admin, outsider
):
    hidden = involve(CaseFactory(owner=outsider.organisation), gone, outsider)
    client = signed_in(admin)
    page = client.get(reverse("sanctions:official-merge", args=[kept.reference]), {"other": gone.reference})
    assert hidden.case.prisoner.name not in text_of(page)
    made_one(kept, gone, admin)
    hidden.refresh_from_db()
    assert hidden.official == kept
    assert hidden.case.prisoner.name not in text_of(client.get(kept.get_absolute_url()))
    assert Official.objects.visible_to(outsider).get() == kept


def test_partners_see_after_it_what_was_approved_and_nothing_alleged(kept, gone, case, admin):
    partner = UserFactory()
    shared = gone.involvements.get().case
    for one in (case, shared):
        one.level = "partners"
        one.save()
        one.involvements.update(level="partners")
        Grant.objects.create(case=one, organisation=partner.organisation)
    made_one(kept, gone, admin)
    page = text_of(signed_in(partner).get(kept.get_absolute_url()))
    assert case.prisoner.name in page
    assert shared.prisoner.name not in page  # only alleged there


# --- The way back.
def test_undo_restores_exactly_what_was_there(kept, gone, case, advocate, staff, admin):
    collide(kept, gone, case, advocate, staff, admin)
    before = everything()
    made = made_one(kept, gone, admin)
    assert everything() != before
    undo_merge(merged=made, by=admin)
    after = everything()
    for table, rows in before.items():
        assert after[table] == rows, table
    made.refresh_from_db()
    assert made.undone_by == admin
    assert undo_merge(merged=made, by=admin).undone_at == made.undone_at


def collide(kept, gone, case, advocate, staff, admin):
    """Of everything something that moves, and something that both have."""
    kept_involvement = kept.involvements.get()
    sealed = involve(case, gone, advocate, level=Level.SEALED, note="As the clerk tells it.")
    sealed.named.add(advocate, staff)
    shared = SourceFactory()
    for one in (kept_involvement, sealed):
        Citation.objects.create(involvement=one, source=shared, level="team")
    sources(sealed, count=2)
    [secret] = sources(sealed, level="sealed")
    secret.named.add(advocate)
    twice = entry(number="40906")
    confirmed(kept, twice, admin)
    confirmed(gone, twice, admin)
    decide(
        match=match(gone, entry("Other"), explanation={"score": 0.9}), decision="not_same", by=admin, why="Born 1950"
    )
    match(kept, listed := entry("Third"), explanation={"score": 0.8})
    decide(match=match(gone, listed), decision="same", by=staff, why="The court.")
    for official in (kept, gone):
        designation(official)
        NotSought.objects.create(official=official, why="Cooperates.", decided_on=date(2023, 4, 1), by=admin)
        OfficialPosition.objects.create(official=official, title="Judge", cited_title="Court site")
        OfficialName.objects.create(official=official, text="Helena Lenska")
        official.save()  # its key follows its names
    other = OfficialFactory(name="A relative", state=case.state)
    for official in (kept, gone):
        OfficialRelation.objects.create(official=official, other=other, kind="family", cited_title="Register")
        OfficialRelation.objects.create(official=other, other=official, kind="associate", cited_title="Register")
    OfficialRelation.objects.create(official=kept, other=gone, kind="associate", cited_title="Register")
    submission = _submission(case)
    for official in (kept, gone):
        SubmissionTarget.objects.create(submission=submission, official=official)


def test_what_was_added_to_the_kept_one_since_stays_with_it(kept, gone, organisation, advocate, admin):
    made = made_one(kept, gone, admin)
    since = involve(CaseFactory(owner=organisation), kept, advocate)
    undo_merge(merged=made, by=admin)
    since.refresh_from_db()
    assert since.official == kept


def test_what_came_of_a_moved_match_in_between_goes_back_with_it(kept, gone, admin):
    found = match(gone, entry())
    made = made_one(kept, gone, admin)
    found.refresh_from_db()
    decide(match=found, decision="same", by=admin)
    assert Designation.objects.get().official == kept
    undo_merge(merged=made, by=admin)
    assert Designation.objects.get().official == gone


def test_a_match_whose_entry_is_gone_since_does_not_come_back(kept, gone, admin):
    listed = entry(sample=True)
    for official in (kept, gone):
        match(official, listed)
    made = made_one(kept, gone, admin)
    drop_samples(listed.source)  # the real list has come
    undo_merge(merged=made, by=admin)
    assert not Match.objects.exists()
    assert gone.involvements.count() == 1


def test_merges_are_taken_back_the_last_one_first(kept, gone, case, advocate, admin):
    third = involve(case, OfficialFactory(state=case.state), advocate, function=OfficialFunction.PROSECUTOR).official
    first = made_one(kept, gone, admin)
    second = made_one(third, Official.objects.get(pk=kept.pk), admin)
    with pytest.raises(ValidationError, match="take that back first"):
        undo_merge(merged=first, by=admin)
    undo_merge(merged=second, by=admin)
    undo_merge(merged=first, by=admin)
    assert set(Official.objects.visible_to(admin)) == {kept, gone, third}


# --- What is refused.
def test_what_cannot_be_one_is_refused_and_nothing_moves(kept, gone, case, admin):
    body = OfficialFactory(name="A court", kind="body", state=case.state)
    for one, other, why in [(kept, kept, "x"), (kept, body, "x"), (kept, gone, "  ")]:
        with pytest.raises(ValidationError):
            merge(kept=one, gone=other, why=why, by=admin)
    made_one(kept, gone, admin)
    with pytest.raises(ValidationError, match="merged meanwhile"):
        made_one(kept, gone, admin)
    assert OfficialMerge.objects.count() == 1


def _submission(case):
    return Submission.objects.create(action=act(case), programme=Programme.objects.get(key="US-GLOMAG"))
