"""The tests' settings for a house in a process of its own: its mails go to a file, and some of its senders die."""

from tests.settings import *  # noqa: F403

EMAIL_BACKEND = "tests.reminders.crash_mail.EmailBackend"
