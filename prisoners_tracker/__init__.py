"""The project: settings, addresses, jobs. Celery's app is imported here so that tasks know it in every process."""

from prisoners_tracker.celery import app as celery_app

__all__ = ["celery_app"]
