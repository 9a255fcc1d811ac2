"""Naming the columns: what is guessed is chosen, what was typed is kept, what is wrong stands beside its field."""

from dataclasses import replace

import pytest
from django.utils import timezone

from sheets.columns import COLUMNS
from sheets.models import KnownMapping, SheetImport, SheetRow
from sheets.shapes import Mapping
from sheets.vocabulary import DateOrder, ImportState, SheetKind, Verdict
from tests.cases.pages import signed_in, text_of
from tests.sheets import pages
from tests.sheets.pages import PICKET, UNSURE_DAY, at, named, row, sheet

pytestmark = pytest.mark.django_db


def test_the_columns_are_shown_with_samples_and_what_was_guessed(staff):
    mapping = sheet(staff, ImportState.MAPPING)
    answer = signed_in(staff).get(at("sheet", mapping))
    said, form = text_of(answer), answer.context["form"]
    assert "Анна Пример" in said
    assert "A hidden sheet was left aside" in said
    assert {one.heading: one.field.value() for one in form.named} == pages.COLUMNS
    assert form["always_source"].value() == "https://news.example/list"
    assert 'hx-get="' not in said.split("<main")[1]


def test_both_readings_of_a_date_of_the_sheet_are_shown(staff):
    said = text_of(signed_in(staff).get(at("sheet", sheet(staff, ImportState.MAPPING))))
    assert "Day first: 02/03/2023 is 2 March 2023" in said
    assert "Month first: 02/03/2023 is 3 February 2023" in said


def test_what_was_said_of_the_columns_is_kept_and_the_sheet_is_read(staff):
    mapping = sheet(staff, ImportState.MAPPING)
    sent = named(always_tier="high", always_lead=staff.email, key="№", dates="dmy", empties="on")
    assert signed_in(staff).post(at("columns", mapping), sent).url == mapping.get_absolute_url()
    mapping.refresh_from_db()
    assert mapping.state == ImportState.READING
    assert mapping.means == Mapping(
        columns=pages.COLUMNS,
        always={"source": "https://news.example/list", "tier": "high", "lead": staff.email},
        key="№",
        dates=DateOrder.DMY,
        empties=True,
    )
    assert KnownMapping.objects.get().means.key == "№"


def test_a_refused_naming_keeps_all_that_was_typed_and_says_what_is_missing(staff):
    mapping = sheet(staff, ImportState.MAPPING)
    sent = named({"Имя": "name", "Задержан": "arrested", "Статья": "note"}, always_source="", key="№", dates="mdy")
    answer = signed_in(staff).post(at("columns", mapping), sent)
    said, form = text_of(answer), answer.context["form"]
    assert answer.status_code == 422
    assert {"always_state", "always_source"} <= form.errors.keys()
    assert 'href="#id_always_source"' in said
    assert (form["column_3"].value(), form["key"].value(), form["dates"].value()) == ("note", "№", "mdy")
    mapping.refresh_from_db()
    assert mapping.state == ImportState.MAPPING


def test_two_columns_of_one_meaning_are_refused_beside_their_selects(staff):
    answer = signed_in(staff).post(
        at("columns", sheet(staff, ImportState.MAPPING)), named(pages.COLUMNS | {"№": "state"})
    )
    assert answer.status_code == 422
    assert {"column_1", "column_4"} <= answer.context["form"].errors.keys()


def test_what_is_no_meaning_of_a_column_is_refused(staff):
    answer = signed_in(staff).post(at("columns", sheet(staff, ImportState.MAPPING)), named({"Имя": "password"}))
    assert "column_0" in answer.context["form"].errors


def test_what_is_missing_and_has_no_field_of_its_own_is_said_on_top(staff):
    answer = signed_in(staff).post(at("columns", sheet(staff, ImportState.MAPPING)), named(pages.COLUMNS | {"Имя": ""}))
    assert answer.status_code == 422
    assert any("Name" in error for error in answer.context["form"].non_field_errors())


def test_a_sheet_that_we_know_can_be_named_like_that_and_keeps_what_was_said_for_every_row(staff):
    look = replace(pages.LOOK, headings=("name", "country", "arrested", "charge", "odd"))
    mapping = sheet(staff, ImportState.MAPPING, look=look, mapping=Mapping(always={"source": "the families"}))
    form = signed_in(staff).get(at("sheet", mapping, ready="plain")).context["form"]
    assert [one.field.value() for one in form.named] == ["name", "state", "arrested", "charge", ""]
    assert form["always_source"].value() == "the families"


def test_a_word_that_nobody_knew_is_asked_with_its_count_and_kept(staff):
    mapping = sheet(staff, ImportState.MAPPING)
    for number in (3, 4):
        row(mapping, number, Verdict.ADD, name="A", troubles=[PICKET])
    client = signed_in(staff)
    answer = client.get(at("sheet", mapping))
    ((word, field),) = answer.context["form"].worded
    assert (word.text, word.rows) == ("пікет", 2)
    assert "2 rows" in text_of(answer)
    category = word.choices[1][0]
    client.post(at("columns", mapping), named() | {field.html_name: category})
    mapping.refresh_from_db()
    assert mapping.means.words == {"charge": {"пікет": category}}
    SheetImport.objects.update(state=ImportState.MAPPING)
    SheetRow.objects.all().delete()
    ((word, field),) = client.get(at("sheet", mapping)).context["form"].worded
    assert (word.rows, field.value()) == (0, category)


def test_a_date_that_stopped_rows_is_the_sample_that_is_asked_about(staff):
    mapping = sheet(staff, ImportState.MAPPING)
    row(mapping, 3, Verdict.BROKEN, troubles=[UNSURE_DAY])
    assert "04/05/2023 is 4 May 2023" in text_of(signed_in(staff).get(at("sheet", mapping)))


def test_columns_are_named_only_when_they_are_asked_for(staff):
    over = sheet(staff, ImportState.APPLIED, applied_at=timezone.now())
    answer = signed_in(staff).post(at("columns", over), named(), follow=True)
    assert "not asked for now" in text_of(answer)
    over.refresh_from_db()
    assert over.state == ImportState.APPLIED


@pytest.mark.parametrize("kind", SheetKind)
def test_the_columns_of_every_kind_of_sheet_can_be_named(staff, kind):
    mapping = sheet(staff, ImportState.MAPPING, kind=kind, mapping=Mapping())
    form = signed_in(staff).get(at("sheet", mapping)).context["form"]
    offered = {code for _name, group in form.fields["column_0"].choices[2:] for code, _label in group}
    assert offered == {column.key for column in COLUMNS[kind]}
    assert [field.name for field in form.always] == list(dict.fromkeys(field.name for field in form.always))
