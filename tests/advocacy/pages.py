"""What the tests of advocacy's pages share: what a browser would send, and how an answer is read."""

from django.test import Client
from django.urls import reverse

KEY = "4a4a8a32-30e4-4d6e-bd24-2d58de4ce0c6"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name, *references) -> str:
    """The address of a page by its name and references (or what has one)."""
    return reverse(f"advocacy:{name}", args=[getattr(one, "reference", one) for one in references])


def text_of(answer) -> str:
    return answer.content.decode()


def typed(form_key=KEY, source="", **fields):
    """The form of an action as a browser sends it: a letter of our own, sent in March."""
    sent = {"form_key": form_key, "kind": "letter", "sent": "1 March 2023", "summary": "A letter to London"}
    sent |= {"actors": ["Freedom Desk", ""], "source-TOTAL_FORMS": "1", "source-INITIAL_FORMS": "0"}
    return sent | {"source-0-source": source} | fields


def log(user, case, data=None):
    """Send the form that logs an action on one case."""
    return signed_in(user).post(at("action-new", case), typed() if data is None else data)


def take(user, action, step, /, **fields):
    """Send the form of one step of an action."""
    return signed_in(user).post(at(f"action-{step}", action), {f"{step}-{name}": text for name, text in fields.items()})
