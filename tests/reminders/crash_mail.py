"""A mail server for the crash test: each mail is a line in a file, and the sender dies where it is told to."""

import json
import os
import signal
from pathlib import Path

from django.core.mail.backends.base import BaseEmailBackend

sent = 0


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class EmailBackend(BaseEmailBackend):
    """`DIE_AT`: with which mail in hand; `DIE`: before it left, or after it left and before the sender heard so."""

    def send_messages(self, email_messages):
        global sent
        sent += 1
        dying = os.environ.get("DIE_AT") == str(sent)
        if dying and os.environ["DIE"] == "before":
            die()
        with Path(os.environ["MAILS"]).open("a") as file:
            for mail in email_messages:
                file.write(json.dumps({"to": mail.to[0], "id": mail.extra_headers["Message-ID"]}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        if dying:
            die()
        return len(email_messages)
