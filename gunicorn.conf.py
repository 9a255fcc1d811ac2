"""Gunicorn for both modes; `gunicorn --bind … prisoners_tracker.wsgi` reads it from the folder it starts in."""

import gc
import os
from pathlib import Path

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 5
keepalive = 5
accesslog = "-"
# No query string and no referrer: a search may hold a name.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
# A heartbeat file on a slow disk can stall a worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
control_socket_disable = True


def when_ready(server: object) -> None:
    """What is loaded before the workers fork stays shared; unfrozen, the collector would touch and so copy it all."""
    gc.collect()
    gc.freeze()
