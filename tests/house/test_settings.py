"""Settings, .env.example and docker-compose.yml name the same things, and a wrong value is refused with a sentence."""

import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest
import yaml

from tests.house.starting import ROOT

pytestmark = pytest.mark.house

READ = re.compile(r"""\b(?:env(?:\.\w+)?|flag|environ\.get|getenv)\(\s*["']([A-Z][A-Z_]+)["']""")
READ_BY_INDEX = re.compile(r"""environ\[["']([A-Z][A-Z_]+)["']\]""")
# Read by others than the settings, with the reader.
READ_ELSEWHERE = {
    "EMBEDDED_BROKER": "prisoners_tracker/embedded.py",
    "ONLY_WORKER": "prisoners_tracker/celery.py",
    "PORT": "prisoners_tracker/embedded.py",
    "POSTGRES_PASSWORD": "docker-compose.yml",
    "TEST_DATABASE_URL": "scripts/postgres.py",
    "WEB_CONCURRENCY": "gunicorn.conf.py",
}
GOOD = {
    "SECRET_KEY": "s" * 60,
    "FIELD_KEYS": "dGVzdHMtb25seS1rZXktb2YtMzItYnl0ZXMtLS0tLS0=",
}


@pytest.fixture(scope="module")
def read() -> set[str]:
    """The names that settings.py reads."""
    return set(READ.findall((ROOT / "prisoners_tracker" / "settings.py").read_text()))


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def listed() -> set[str]:
    return set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_every_setting_read_is_in_the_example_and_nothing_else_is(read):
    assert {"DATABASE_URL", "SECRET_KEY", "DEMO", "VAR_DIR"} <= read
    assert listed() == read | set(READ_ELSEWHERE)


@pytest.mark.parametrize(("name", "reader"), READ_ELSEWHERE.items())
def test_what_settings_do_not_read_is_read_where_it_is_said(name, reader):
    assert name in (ROOT / reader).read_text()


def test_every_setting_in_the_example_has_a_comment():
    lines = (ROOT / ".env.example").read_text().splitlines()
    for before, line in pairwise(lines):
        if re.match(r"#? ?[A-Z_]+=", line):
            assert before.startswith("# "), line


def test_no_other_module_of_the_product_reads_an_unlisted_variable():
    known = listed() | {"DJANGO_SETTINGS_MODULE"}
    for path in [*(ROOT / "prisoners_tracker").glob("*.py"), ROOT / "gunicorn.conf.py"]:
        found = {*READ.findall(path.read_text()), *READ_BY_INDEX.findall(path.read_text())}
        assert found <= known, path


# --- docker compose


def services_of_ours(compose) -> dict[str, dict]:
    return {name: service for name, service in compose["services"].items() if service["image"] == "prisoners-tracker"}


def test_compose_has_the_whole_full_mode(compose):
    assert set(compose["services"]) == {"database", "broker", "migrate", "web", "worker", "screening", "beat"}
    assert set(services_of_ours(compose)) == {"migrate", "web", "worker", "screening", "beat"}


def test_compose_passes_what_settings_read_and_forgets_nothing(compose, read):
    for name, service in services_of_ours(compose).items():
        passed = set(service["environment"])
        assert passed - {"WEB_CONCURRENCY"} == read - {"BROKER_URL"}, name


def test_every_variable_of_compose_is_in_the_example():
    assert set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text())) <= listed()


def test_compose_has_no_default_secret():
    text = (ROOT / "docker-compose.yml").read_text()
    for secret in ("SECRET_KEY", "FIELD_KEYS", "POSTGRES_PASSWORD", "EMAIL_URL"):
        uses = re.findall(rf"\$\{{{secret}(.)(.)", text)
        assert uses, secret
        assert set(uses) == {(":", "?")}, secret


def test_every_lasting_service_says_whether_it_is_well(compose):
    lasting = {name for name, service in compose["services"].items() if service["restart"] != "no"}
    assert lasting == {name for name, service in compose["services"].items() if "healthcheck" in service}


def test_commands_of_compose_exist(compose):
    for service in services_of_ours(compose).values():
        program = service["command"][0]
        assert program == "sh" or os.access(os.path.join(os.path.dirname(sys.executable), program), os.X_OK)
    for script in re.findall(r"scripts/\w+\.py", (ROOT / "docker-compose.yml").read_text()):
        assert (ROOT / script).is_file()


def test_named_volumes_and_dependencies_exist(compose):
    for service in compose["services"].values():
        assert {volume.split(":")[0] for volume in service.get("volumes", [])} <= set(compose["volumes"])
        assert set(service.get("depends_on", {})) <= set(compose["services"])


def test_the_image_runs_as_nobody_special_and_copies_what_exists():
    text = (ROOT / "Dockerfile").read_text()
    assert text.index("USER 10001") < text.index("CMD")
    assert (ROOT / "requirements.txt").is_file()
    assert "--require-hashes" in text


# --- What a wrong value is answered with


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("FIELD_KEYS", "not-a-key"),
        ("FIELD_KEYS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("SITE_URL", "tracker.example.org"),
        ("ORGANISATION_TIME_ZONE", "Mars/Olympus"),
        ("DATABASE_URL", "mysql://root@localhost/x"),
        ("REDIS_URL", "http://localhost:6379"),
        ("EMAIL_URL", "mail.example.org"),
        ("DEBUG", "perhaps"),
        ("DEMO", "perhaps"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name, value, tmp_path):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **GOOD, name: value}
    done = subprocess.run(
        [sys.executable, "-c", "import prisoners_tracker.settings"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert f"{name}: " in last
    assert "see .env.example" in last


def test_the_demonstration_answers_only_on_loopback(tmp_path):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **GOOD, "DEMO": "1"}
    command = [sys.executable, "-c", "import prisoners_tracker.settings"]
    assert subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=30).returncode == 0
    environment["ALLOWED_HOSTS"] = "tracker.example.org"
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=30)
    assert "DEMO: the demonstration has known passwords" in done.stderr
