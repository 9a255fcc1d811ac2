"""A database of our own on a PostgreSQL server: made, filled with generated cases, and dropped again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg2

LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"


@contextmanager
def own_database() -> Iterator[str]:
    """The address of an empty database (`BENCH_DATABASE_URL` names another server); dropped at the end."""
    server = urlsplit(os.environ.get("BENCH_DATABASE_URL", LOCAL))
    name = f"prisoners_bench_{os.getpid()}"
    _on(urlunsplit(server), f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(server._replace(path=f"/{name}"))
    finally:
        _on(urlunsplit(server), f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def own_file() -> Iterator[str]:
    """The address of an empty SQLite database; gone at the end."""
    with tempfile.TemporaryDirectory(prefix="prisoners-bench-") as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


def _on(url: str, statement: str) -> None:
    connection = psycopg2.connect(url, connect_timeout=5)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
