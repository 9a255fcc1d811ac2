"""What the order of custody does not allow is said, with what to mend; a gap in the record is not."""

import pytest
from hypothesis import given

from cases.status import Happening, contradictions
from cases.vocabulary import UpdateDetail, UpdateKind
from tests.cases.histories import HISTORIES, on

K, D = UpdateKind, UpdateDetail


def said(*happenings: Happening) -> list[tuple[int, str]]:
    return [(found.index, str(found.message)) for found in contradictions(happenings)]


def test_a_release_needs_something_to_be_released_from():
    assert said(on(2, K.RELEASE, D.PARDON)) == [
        (
            0,
            "“Release” of 12 April 2022: no arrest, custody or restraint takes effect before it. Log that first, or "
            "correct the date; a date without a day takes effect on its last possible day.",
        )
    ]
    assert said(on(3, K.ATTACK), on(4, K.CHARGE), on(5, K.RELEASE))[0][0] == 2
    for confined in (on(1, K.ARREST), on(1, K.RESTRAINT, D.EXIT_BAN), on(1, K.ABDUCTION)):
        assert said(on(2, K.RELEASE), confined) == []


def test_a_release_that_takes_effect_before_the_arrest_is_named_by_its_place_in_the_list():
    [(index, message)] = said(on("April 2022", K.ARREST), on("20 April 2022", K.RELEASE))
    assert (index, "20 April 2022" in message) == (1, True)


def test_a_return_needs_a_temporary_release():
    [(index, message)] = said(on(1, K.ARREST), on(2, K.RETURNED))
    assert index == 1
    assert message.startswith("“Returned to custody” of 12 April 2022: no temporary release is recorded before it.")
    assert said(on(1, K.ARREST), on(2, K.TEMPORARY_RELEASE, D.MEDICAL), on(3, K.RETURNED)) == []


AGAIN = [
    (K.ARREST, ""), (K.ABDUCTION, ""), (K.ADMINISTRATIVE_JAIL, ""), (K.RESTRAINT, D.CUSTODY), (K.TERM_EXPIRED, ""),
    (K.PSYCHIATRIC_COMMITMENT, ""), (K.SENTENCE_ACTIVATED, ""), (K.TEMPORARY_RELEASE, D.MEDICAL), (K.RETURNED, ""),
    (K.TRANSFER, D.STARTED), (K.TRANSFER, D.ARRIVED), (K.CAPTURE_DENIED, ""),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "detail"), AGAIN)
def test_custody_after_a_release_belongs_in_a_new_case(kind, detail):
    [(index, message)] = said(on(3, kind, detail), on(1, K.ARREST), on(2, K.RELEASE))
    assert index == 0
    assert message == (
        f"“{kind.label}” of 13 April 2022 comes after the release of 12 April 2022. Somebody held again after a "
        "release gets a new case: open one, or correct whichever date is wrong."
    )


def test_what_may_follow_a_release_is_no_contradiction():
    may = [
        (K.HEALTH, ""), (K.STATEMENT, ""), (K.APPEAL_DECIDED, D.QUASHED), (K.RESTRAINT, D.EXIT_BAN),
        (K.VERDICT, D.ACQUITTED),
        (K.RESTRAINT, D.BAIL), (K.DEATH, D.ILLNESS), (K.RELEASE, D.EXPELLED), (K.ATTACK, ""), (K.LETTER_RECEIVED, ""),
    ]  # fmt: skip
    for what in may:
        assert said(on(1, K.ARREST), on(2, K.RELEASE), on(3, *what)) == []


def test_the_dead_are_not_moved_visited_or_freed():
    for what in (
        (K.TRANSFER, D.ARRIVED),
        (K.FAMILY_VISIT, ""),
        (K.RELEASE, D.PARDON),
        (K.DEATH, D.KILLED),
        (K.HEALTH, ""),
    ):
        [(index, message)] = said(on(1, K.ARREST), on(2, K.DEATH, D.ILLNESS), on(3, *what))
        assert index == 2
        assert message.endswith(
            "of 13 April 2022 comes after the death of 12 April 2022. Correct whichever date is wrong."
        )


def test_after_a_death_others_still_speak_award_sanction_and_even_try():
    for kind in (K.STATEMENT, K.AWARD, K.NOTE, K.SANCTION, K.RECOGNITION, K.TRIAL_OPENED, K.CHARGE, K.LAW_CHANGED):
        assert said(on(1, K.ARREST), on(2, K.DEATH, D.ILLNESS), on(3, kind)) == []


def test_a_date_that_may_lie_before_the_death_is_let_be():
    died = on(6, K.DEATH, D.ILLNESS)
    assert said(on(1, K.ARREST), died, on("April 2022", K.HEALTH), on(6, K.RESTRAINT, D.CUSTODY)) == []


def test_a_suspended_term_made_real_is_no_new_case():
    assert said(on(1, K.ARREST), on(2, K.VERDICT, D.SUSPENDED), on(3, K.ARREST), on(4, K.SENTENCE_ACTIVATED)) == []


def test_an_incomplete_record_is_no_contradiction():
    assert (
        said(on(1, K.CHARGE), on(2, K.TRIAL_OPENED), on(3, K.VERDICT, D.CUSTODIAL), on(4, K.TRANSFER, D.ARRIVED)) == []
    )
    assert said(on(1, K.FAMILY_VISIT), on(2, K.APPEAL_DECIDED, D.UPHELD), on(3, K.DEATH, D.ILLNESS)) == []


@given(HISTORIES)
def test_contradictions_name_happenings_that_are_there_each_at_most_once(history):
    found = contradictions(history)
    assert len({each.index for each in found}) == len(found)
    assert all(0 <= each.index < len(history) and str(each.message) for each in found)
