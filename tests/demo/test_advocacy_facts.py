"""The facts of advocacy: complete, no more than the record, and a mistake is named with how to mend it."""

import pytest

from demo.facts import FactsError, load_facts

FACTS = load_facts()


def test_what_the_detaining_state_did_and_what_came_before_the_file_is_no_act():
    for dossier in FACTS.dossiers.values():
        for one in dossier.updates:
            for act in one.acts:
                assert {FACTS.bodies[key].jurisdiction for key in act.actors}.isdisjoint({dossier.case.state})
                assert (act.on or one.on).latest >= dossier.case.opened


def test_every_sanction_resolution_and_petition_after_the_arrest_is_an_act_or_a_finding():
    told = {"sanction", "resolution", "petition", "award", "recognition", "un_action"}
    missing = {
        f"{key} {one.key}"
        for key, dossier in FACTS.dossiers.items()
        for one in dossier.updates
        if one.kind in told and not (one.acts or one.findings)
    }
    assert missing == {
        # An opinion made public is a date of the finding; nothing was done by not answering, or by a session alone.
        "gershkovich 2024-07-02 un_action",
        "zaghari-ratcliffe 2016-09-01/2016-10-06 un_action",
        "liu-xiaobo 2011-08-01 un_action",
        "rusesabagina 2021-01-09 un_action",
        "kalesnikava 2024-01-29/2024-02-02 un_action",
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('actors = ["pace"]', 'actors = ["pase"]', "unknown actors “pase”. Add it to bodies.toml.*did you mean “pace”"),
        ('kind = "award", actors = ["pace"]', 'kind = "award"', "who acted is missing"),
        ('kind = "summons"', 'kind = "sumons"', "advocacy.vocabulary.ActionKind; did you mean “summons”"),
        ('procedure = "osce-vienna"', 'procedure = "osce"', "unknown procedure “osce”. Add it to advocacy/reference"),
        ('serves = ["raise-un"]', 'serves = ["raise"]', "serves “raise” is not in this file. Write one of: raise-un,"),
        (
            'campaign = "without-just-cause"',
            'campaign = "magnitsky-month"',
            "campaign “magnitsky-month” is not in this",
        ),
        ('key = "sanction-eu"', 'key = "sanction-gb"', "ask key “sanction-gb” stands 2 times"),
        ('of = "eu-council"', 'of = "government-gb"', "ask for the same of “designate government-gb” stands 2 times"),
        ('on = "2023-04-21", state', 'on = "2023-04-19", state', "“turns” must stand in the order of their days"),
        ('turns = [{ on = "2023-04-21", state', 'turns = [{ on = "2023-04", state', "must be a whole day"),
    ],
)
def test_a_mistake_in_an_act_or_an_ask_is_named_with_how_to_mend_it(changed, old, new, message):
    with pytest.raises(FactsError, match=rf"kara_murza\.toml.*{message}"):
        load_facts(changed("kara_murza.toml", old, new))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("bodies.toml", 'key = "perseus"', 'key = "redress"', "bodies.toml: body key “redress” stands 2 times"),
        (
            "bodies.toml",
            'parent = "us-senate"',
            'parent = "senate"',
            "unknown parent “senate”.*did you mean “us-senate”",
        ),
        ("gershkovich.toml", ', adopted = "2023-04-10"', "", "finding 1 .*no date is given"),
        ("liu_xiaobo.toml", 'to = "2011-02-03 un_action"', 'to = "2011-02-03"', "to “2011-02-03” is not in this file"),
        ("liu_xiaobo.toml", 'uses = "2011-05-05', 'uses = "2011-05-06', "uses “2011-05-06 recognition” is not in this"),
    ],
)
def test_a_mistake_in_a_body_a_finding_or_an_answer_is_named_too(changed, file, old, new, message):
    with pytest.raises(FactsError, match=message):
        load_facts(changed(file, old, new))
