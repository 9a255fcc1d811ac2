"""Words of a vocabulary as people say them."""

import pytest
from django.utils.translation import override

from cases.models import Category
from cases.vocabulary import DETAILS, FileState, Gender, Level, Status, Tier, UpdateKind
from core.search_keys import search_key
from sheets.understanding.synonyms import SYNONYMS
from sheets.understanding.words import UnknownWord, categories, code_of, codes_of, in_each_language, yes_or_no

CATEGORIES = [
    ("journalist", "Journalist"),
    ("lawyer", "Lawyer"),
    ("hrd", "Human-rights defender"),
    ("writer", "Writer"),
]


def of(kind):
    """The details that a kind of update may have, as choices."""
    return [(detail.value, detail.label) for detail in DETAILS[kind]]


@pytest.mark.parametrize(
    "text", ["female", "Female", " FEMALE ", "f", "Ж", "жен", "женщина", "mujer", "Femme", "زن", "女"]
)
def test_a_code_a_label_and_what_people_say_are_one_word(text):
    assert code_of(text, "gender", Gender.choices) == "female"


@pytest.mark.parametrize(
    ("key", "choices", "text", "code"),
    [
        ("tier", Tier.choices, "Urgent", "critical"),
        ("level", Level.choices, "Confidential", "restricted"),
        ("file_state", FileState.choices, "архив", "closed"),
        ("verdict_outcome", of(UpdateKind.VERDICT), "оправдана", "acquitted"),
        ("verdict_outcome", of(UpdateKind.VERDICT), "Условно", "suspended"),
        ("appeal_outcome", of(UpdateKind.APPEAL_DECIDED), "оставлен без изменений", "upheld"),
        ("temporary_reason", of(UpdateKind.TEMPORARY_RELEASE), "مرخصی استعلاجی", "medical"),
        ("release_reason", of(UpdateKind.RELEASE), "помилована", "pardon"),
        ("release_reason", of(UpdateKind.RELEASE), "刑满释放", "time_served"),
        ("release_reason", of(UpdateKind.RELEASE), "prisoner swap", "exchange"),
        ("death_cause", of(UpdateKind.DEATH), "unknown", "cause_unknown"),
        ("death_cause", of(UpdateKind.DEATH), "اعدام", "executed"),
        ("status", Status.choices, "у турме", "serving"),
        ("status", Status.choices, "на свободе", "released"),
        ("status", Status.choices, "unknown", "unknown"),
    ],
)
def test_each_vocabulary_has_words_of_its_own(key, choices, text, code):
    assert code_of(text, key, choices) == code


def test_every_code_and_label_is_its_own_word_whatever_else_is_said_with_it():
    for key, choices in (("status", Status.choices), ("tier", Tier.choices), ("file_state", FileState.choices)):
        for code, label in choices:
            assert code_of(code, key, choices) == code
            assert code_of(str(label), key, choices) == code


@pytest.mark.django_db
def test_every_category_of_the_house_has_its_words_and_no_others_are_there():
    known = set(Category.objects.values_list("code", flat=True))
    assert set(SYNONYMS["categories"]) <= known
    assert all(codes_of(code, "categories", categories()) == [code] for code in known)


def test_no_phrase_stands_for_two_codes_of_its_column():
    for key, by_code in SYNONYMS.items():
        said = [(search_key(phrase), code) for code, phrases in by_code.items() for phrase in phrases]
        two = {phrase for phrase, code in said for other, its in said if other == phrase and its != code}
        assert not two, key
        assert all(phrase for phrase, _code in said), key


def test_what_stands_for_a_word_of_no_vocabulary_is_not_kept():
    known = {
        "gender": Gender,
        "tier": Tier,
        "level": Level,
        "file_state": FileState,
        "status": Status,
        "verdict_outcome": DETAILS[UpdateKind.VERDICT],
        "appeal_outcome": DETAILS[UpdateKind.APPEAL_DECIDED],
        "temporary_reason": DETAILS[UpdateKind.TEMPORARY_RELEASE],
        "release_reason": DETAILS[UpdateKind.RELEASE],
        "death_cause": DETAILS[UpdateKind.DEATH],
    }
    assert {*known, "categories"} == {*SYNONYMS}
    for key, words in known.items():
        assert set(SYNONYMS[key]) <= {word.value for word in words}, key


@pytest.mark.parametrize("text", ["", "-", "n/a", "неизвестно"])
def test_nothing_said_is_no_word(text):
    assert code_of(text, "tier", Tier.choices) == ""


def test_an_unknown_word_is_named_with_the_nearest_ones():
    with pytest.raises(UnknownWord, match="Nearest: Acquitted \\(acquitted\\)") as error:
        code_of("aquitted", "verdict_outcome", of(UpdateKind.VERDICT))
    assert error.value.text == "aquitted"


def test_where_nothing_is_near_a_short_vocabulary_is_told_whole_and_a_long_one_is_not():
    with pytest.raises(UnknownWord, match="It can be: Critical \\(critical\\), High"):
        code_of("zzz", "tier", Tier.choices)
    with pytest.raises(UnknownWord) as error:
        code_of("zzz", "status", Status.choices)
    assert "can be" not in str(error.value)


def test_what_somebody_said_a_word_means_comes_before_what_we_think():
    assert code_of("lawyer", "categories", CATEGORIES, {"lawyer": "hrd"}.get) == "hrd"
    assert code_of("Poetess", "categories", CATEGORIES, {"Poetess": "writer"}.get) == "writer"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("journalist; lawyer", ["journalist", "lawyer"]),
        ("Журналистка, правозащитница", ["hrd", "journalist"]),
        ("poet / attorney", ["lawyer", "writer"]),
        ("Human-rights defender", ["hrd"]),
        ("journalist; journalist", ["journalist"]),
        ("lawyer, unknown", ["lawyer"]),
        ("", []),
    ],
)
def test_several_words_in_one_cell(text, codes):
    assert codes_of(text, "categories", CATEGORIES) == codes


def test_of_several_words_the_unknown_one_is_asked_about():
    with pytest.raises(UnknownWord) as error:
        codes_of("journalist, astronaut", "categories", CATEGORIES)
    assert error.value.text == "astronaut"
    assert codes_of("journalist, astronaut", "categories", CATEGORIES, {"astronaut": "hrd"}.get) == [
        "hrd",
        "journalist",
    ]


def test_labels_are_read_in_every_language_of_the_house_whoever_reads():
    pairs = in_each_language(Tier.choices)
    assert {code for code, _label in pairs} == set(Tier.values)
    with override("fa"):
        assert code_of("High", "tier", pairs) == "high"


@pytest.mark.parametrize(
    ("text", "said"),
    [("yes", True), ("Да", True), ("X", True), ("no", False), ("нет", False), ("", None), ("maybe", None)],
)
def test_yes_and_no(text, said):
    assert yes_or_no(text) is said
