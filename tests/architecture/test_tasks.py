"""Every job may run twice: it is written with `core.tasks.idempotent_task`."""

import ast
import importlib

import pytest

from prisoners_tracker.celery import app
from tests.architecture.sources import modules, named, present_apps, tree

TASK_MODULES = [path for path in modules(*present_apps()) if path.name == "tasks.py" and path.parent.name != "core"]


def our_tasks() -> dict[str, object]:
    for path in TASK_MODULES:
        importlib.import_module(".".join(path.with_suffix("").parts[-2:]))
    return {name: task for name, task in app.tasks.items() if name.split(".")[0] in present_apps()}


def test_every_task_is_marked_as_safe_to_repeat():
    unmarked = [
        name
        for name, task in our_tasks().items()
        if not (getattr(task, "idempotent", False) and task.acks_late and task.reject_on_worker_lost)
    ]
    assert unmarked == [], "Write it with core.tasks.idempotent_task."


def test_no_task_is_written_by_another_way():
    wrong = [
        f"{named(path)}:{node.lineno}"
        for path in modules(*present_apps())
        if named(path) != "core/tasks.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("celery")
        and {alias.name for alias in node.names} & {"shared_task", "task"}
    ]
    assert wrong == []


@pytest.mark.parametrize("path", TASK_MODULES, ids=named)
def test_a_task_is_thin(path):
    long = [
        f"{named(path)}:{node.name}"
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 12
    ]
    assert long == [], "A task takes ids and calls one plain function."


def test_what_the_schedule_names_exists():
    tasks = our_tasks()
    missing = [
        entry["task"]
        for entry in app.conf.beat_schedule.values()
        if entry["task"].split(".")[0] in {path.parent.name for path in TASK_MODULES} and entry["task"] not in tasks
    ]
    assert missing == []
