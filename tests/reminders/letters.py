"""Reading a mail as its reader does: the links in its text, and the house they lead to."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail

from reminders import engine
from tests.reminders.stories import live_on

LINK = re.compile(r"https?://\S+")
SIGNATURE = re.compile(r":\w{6}:[\w-]{43}")


def lived(day):
    """Live one day; the mails of that day."""
    live_on(day)
    mail.outbox.clear()
    engine.live_the_day(day)
    return list(mail.outbox)


def mail_to(user, mails):
    (found,) = [one for one in mails if one.to == [user.email]]
    return found


def said(letter):
    """All that a mail says, headers and all, without the signatures of its links: these are random letters."""
    return SIGNATURE.sub("", letter.subject + letter.body + str(letter.message()))


def links(letter):
    """The addresses in a mail, without the house: each must be ours."""
    found = LINK.findall(letter.body)
    assert all(one.startswith(settings.SITE_URL + "/") for one in found)
    return [urlsplit(one).path for one in found]


def link_after(letter, label):
    """The first address that stands behind `label`."""
    (line, *_more) = [line for line in letter.body.splitlines() if line.strip().startswith(f"{label}:")]
    return urlsplit(line.split()[-1]).path


def offers(letter, label):
    return any(line.strip().startswith(f"{label}:") for line in letter.body.splitlines())
