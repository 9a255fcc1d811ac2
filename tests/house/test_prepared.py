"""The short cut of a second start: taken only when the preparation would find nothing to do."""

import contextlib
import os
import sqlite3

import pytest

from prisoners_tracker import prepared

pytestmark = pytest.mark.house

DEMO = {"DEMO": "1"}


@pytest.fixture
def var_dir(tmp_path, monkeypatch):
    """A prepared house: one migration applied, one case, static files collected."""
    source = tmp_path / "source"
    (source / "cases" / "migrations").mkdir(parents=True)
    (source / "cases" / "migrations" / "0001_initial.py").write_text("first")
    (source / "static").mkdir()
    (source / "static" / "house.css").write_text("body {}")
    monkeypatch.setattr(prepared, "ROOT", source)
    var_dir = tmp_path / "var"
    (var_dir / "static").mkdir(parents=True)
    sql(var_dir, "CREATE TABLE django_migrations (app, name)", "CREATE TABLE cases_case (id)")
    sql(var_dir, "INSERT INTO django_migrations VALUES ('cases', '0001_initial')", "INSERT INTO cases_case VALUES (1)")
    prepared.note_prepared(var_dir, DEMO)
    return var_dir


def sql(var_dir, *statements):
    with contextlib.closing(sqlite3.connect(var_dir / "house.sqlite3")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_house_in_which_nothing_changed_is_prepared(var_dir):
    assert prepared.is_prepared(var_dir, DEMO)
    sql(var_dir, "INSERT INTO cases_case VALUES (2)")
    assert prepared.is_prepared(var_dir, DEMO)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM cases_case",
        "DELETE FROM django_migrations",
        "DROP TABLE cases_case",
        "DROP TABLE django_migrations",
    ],
)
def test_a_database_that_was_emptied_or_put_back_is_not(var_dir, statement):
    sql(var_dir, statement)
    assert not prepared.is_prepared(var_dir, DEMO)


@pytest.mark.parametrize("name", ["cases/migrations/0002_more.py", "static/new.css", "requirements.txt"])
def test_a_new_migration_static_file_or_lock_is_not(var_dir, name):
    (prepared.ROOT / name).write_text("new")
    assert not prepared.is_prepared(var_dir, DEMO)


def test_an_edited_static_file_is_not(var_dir):
    path = prepared.ROOT / "static" / "house.css"
    os.utime(path, (1, 1))
    assert not prepared.is_prepared(var_dir, DEMO)


def test_a_loading_that_was_broken_off_another_database_or_another_kind_is_not(var_dir):
    assert not prepared.is_prepared(var_dir, {"DEMO": "0"})
    assert not prepared.is_prepared(var_dir, DEMO | {"DATABASE_URL": "postgresql://elsewhere/house"})
    (var_dir / "demo-loading").touch()
    assert not prepared.is_prepared(var_dir, DEMO)


def test_a_missing_database_is_not_and_stays_missing(var_dir):
    (var_dir / "house.sqlite3").unlink()
    assert not prepared.is_prepared(var_dir, DEMO)
    assert not (var_dir / "house.sqlite3").exists()


def test_an_empty_note_never_counts(var_dir):
    prepared.note_prepared(var_dir, {"DATABASE_URL": "postgresql://elsewhere/house"})
    assert (var_dir / "prepared").read_text() == ""
    assert not prepared.is_prepared(var_dir, {"DATABASE_URL": "postgresql://elsewhere/house"})
