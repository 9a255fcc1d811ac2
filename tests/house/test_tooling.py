"""Locks, environment script, Makefile and the private PostgreSQL."""

import re
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from scripts import postgres, venv
from scripts.postgres import PostgreSQL
from scripts.test import Part
from tests.house.starting import ROOT

pytestmark = pytest.mark.house

LOCKS = ["requirements", "requirements-dev", "requirements-names"]


def pins(name: str) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", (ROOT / f"{name}.txt").read_text(), re.MULTILINE)
    assert found
    return dict(found)


def wanted(name: str) -> set[str]:
    lines = (ROOT / f"{name}.in").read_text().splitlines()
    names = (re.match(r"[A-Za-z0-9_.-]+", line) for line in lines if not line.startswith(("#", "-")))
    return {re.sub(r"[_.]", "-", found[0]).lower() for found in names if found}


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_wanted_is_locked_with_hashes(name):
    assert wanted(name) <= set(pins(name))
    text = (ROOT / f"{name}.txt").read_text()
    requirements = re.split(r"\n(?=[a-z0-9])", text)
    assert all("--hash=sha256:" in each for each in requirements if "==" in each.split("\n")[0])


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_index_and_no_folder_of_a_machine(name):
    text = (ROOT / f"{name}.txt").read_text() + (ROOT / f"{name}.in").read_text()
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted-host|^/|\s/\w", text)


def test_the_locks_agree_where_they_lock_the_same():
    runtime = pins("requirements")
    for name in LOCKS[1:]:
        assert {package: version for package, version in pins(name).items() if package in runtime} == {
            package: runtime[package] for package in pins(name) if package in runtime
        }


def test_pyicu_is_replaced_by_its_wheels():
    assert "pyicu-wheels" in pins("requirements-names")
    assert "pyicu" not in pins("requirements-names")


def test_the_python_of_debian_12_gets_what_it_alone_needs():
    assert re.search(
        r"^async-timeout==.*python_full_version < '3\.11\.3'", (ROOT / "requirements.txt").read_text(), re.M
    )


# --- scripts/venv.py


def test_a_lock_is_installed_once_and_again_when_it_changes(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(venv, "ROOT", str(tmp_path))
    monkeypatch.setattr(venv, "VENV", str(tmp_path))
    monkeypatch.setattr(venv.subprocess, "call", lambda command: calls.append(command) or 0)
    (tmp_path / "requirements.txt").write_text("a==1")
    venv.install("requirements")
    venv.install("requirements")
    assert len(calls) == 1
    (tmp_path / "requirements.txt").write_text("a==2")
    venv.install("requirements")
    assert len(calls) == 2


def test_a_failed_installation_is_tried_again_next_time(tmp_path, monkeypatch):
    monkeypatch.setattr(venv, "ROOT", str(tmp_path))
    monkeypatch.setattr(venv, "VENV", str(tmp_path))
    monkeypatch.setattr(venv.subprocess, "call", lambda command: 1)
    (tmp_path / "requirements.txt").write_text("a==1")
    with pytest.raises(SystemExit, match=r"requirements\.txt could not be installed"):
        venv.install("requirements")
    assert not (tmp_path / ".requirements.sha256").exists()


def test_name_analysis_that_cannot_be_installed_is_said_and_not_fatal(monkeypatch, capsys):
    monkeypatch.setattr(venv, "install", lambda name, options: False)
    venv.install_names()
    assert "all else works" in capsys.readouterr().out


def test_an_unsupported_python_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(venv, "supported", lambda python: False)
    with pytest.raises(SystemExit, match=r"Python 3\.11, 3\.12 or 3\.13 is needed"):
        venv.create()


def test_this_python_is_supported_and_a_missing_one_is_not():
    assert venv.supported(sys.executable)
    assert not venv.supported("python-that-is-not-there")


# --- make


def test_help_names_every_target():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)) - {"python"}
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert targets == {line.split()[0] for line in said.splitlines() if re.match(r"[a-z-]+ ", line)}
    assert {"setup", "run", "test", "test-all", "check", "help", "lock", "clean"} <= targets


def test_ci_is_executable_and_sound():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(script)], check=True)


# --- scripts/test.py


def test_a_part_counts_what_pytest_reports(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"/></testsuites>')
    part = Part("SQLite", "")
    part.count(report, 1)
    assert (part.passed, part.failed, part.skipped) == (3, 3, 3)


def test_a_pytest_that_breaks_without_a_report_is_a_failure(tmp_path):
    part = Part("SQLite", "")
    part.count(tmp_path / "report.xml", 3)
    assert part.failed == 1
    nothing = Part("browser", "")
    nothing.count(tmp_path / "report.xml", 5)
    assert nothing.failed == 0


@pytest.mark.slow
def test_a_private_postgresql_is_started_and_leaves_nothing(monkeypatch):
    if postgres.installed_binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(postgres, "answers", lambda url: False)
    with PostgreSQL() as server:
        assert server.absent_because == ""
        assert server.folder is not None
        folder = Path(server.folder)
        psycopg2.connect(server.url.rsplit("/", 1)[0] + "/postgres").close()
    assert not folder.exists()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(server.url)


def test_a_named_server_that_does_not_answer_is_said(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    with PostgreSQL() as server:
        assert server.url == ""
        assert server.absent_because == "TEST_DATABASE_URL does not answer"
