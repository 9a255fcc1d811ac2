"""The project: settings, addresses, jobs. Celery's app is imported here so that tasks know it in every process."""

import sys

# Only the supervisor of `make run` does without: it holds no task, and starts sooner and 15 MB lighter.
if "prisoners_tracker.embedded" not in sys.orig_argv:
    from prisoners_tracker.celery import app as celery_app  # noqa: F401
