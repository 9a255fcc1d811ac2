"""The frameworks: how many criteria, in whose words, and which asks follow from what is met."""

import pytest

from accounts.models import Organisation
from advocacy.frameworks import RULES, asks_that_follow
from advocacy.models import Criterion
from advocacy.vocabulary import ActionKind, AskKind, Framework


@pytest.mark.parametrize(
    ("framework", "codes"),
    [
        (Framework.LEVINSON, [str(number) for number in range(1, 12)]),
        (Framework.PACE, list("abcde")),
        (Framework.WGAD, ["I", "II", "III", "IV", "V"]),
    ],
)
def test_a_framework_has_the_criteria_of_its_rule_each_with_its_source(framework, codes):
    rules = RULES[framework]
    assert list(rules.codes) == codes
    for criterion in rules.criteria:
        assert str(criterion.label)
        assert str(criterion.evidence)
        assert criterion.code in criterion.source
        assert len(criterion.code) <= Criterion._meta.get_field("code").max_length
    assert set(RULES) == set(Framework)


def test_the_exclusion_that_ovd_and_memorial_add_is_said():
    assert "Memorial" in str(RULES[Framework.PACE].note)


@pytest.mark.parametrize("framework", Framework)
def test_nothing_follows_where_nothing_is_met(framework):
    assert asks_that_follow(framework, [], {"US"}) == []


@pytest.mark.parametrize(
    ("framework", "met", "countries", "proposed"),
    [
        (Framework.LEVINSON, ["4"], {"US", "RU"}, [(AskKind.WRONGFUL_DETENTION, "us-state")]),
        (
            Framework.LEVINSON,
            ["4", "11"],
            {"US"},
            [(AskKind.WRONGFUL_DETENTION, "us-state"), (AskKind.NEGOTIATE, "us-speha")],
        ),
        (Framework.LEVINSON, ["4", "11"], {"GB", "RU"}, []),
        (Framework.WGAD, ["II"], set(), [(ActionKind.WGAD_PETITION, "wgad")]),
        (Framework.PACE, ["a"], {"RU"}, [(AskKind.RAISE, "pace")]),
    ],
)
def test_the_asks_that_follow_go_to_who_could_act(framework, met, countries, proposed):
    assert [(one.kind, one.addressee) for one in asks_that_follow(framework, met, countries)] == proposed


def test_a_proposal_fills_the_form_of_an_ask_or_of_an_action():
    (ask,) = asks_that_follow(Framework.PACE, ["a"], ())
    assert ask.query.startswith("kind=raise&addressee=pace&wording=Recognise")
    (action,) = asks_that_follow(Framework.WGAD, ["I"], ())
    assert action.is_action
    assert "summary=Petition" in action.query


@pytest.mark.django_db
def test_whom_the_asks_are_addressed_to_is_in_the_reference_table():
    slugs = {
        one.addressee
        for framework, met in ((Framework.LEVINSON, ["11"]), (Framework.WGAD, ["I"]), (Framework.PACE, ["a"]))
        for one in asks_that_follow(framework, met, {"US"})
    }
    assert Organisation.objects.filter(slug__in=slugs).count() == len(slugs) == 4
