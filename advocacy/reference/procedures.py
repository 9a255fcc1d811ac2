"""Procedures with their clocks, in our own words. What was not compared with the body's own text says so."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Limit(NamedTuple):
    """A clock of a procedure: so many days, or so many months, after it was sent, transmitted or happened."""

    kind: str
    start: str
    days: int | None = None
    months: int | None = None
    checked: bool = True
    longest_extension_days: int | None = None


class Version(NamedTuple):
    """One version of a procedure. `checked`: nothing it says waits to be compared with the body's own text."""

    key: str
    name: str
    body: str
    rules: str
    clocks: tuple[Limit, ...] = ()
    source: str = ""
    checked: bool = True
    valid_from: date | None = None
    valid_until: date | None = None


_LETTER = (
    "A letter to the government; who gave the information stays confidential, and the letter itself until it is "
    "reported. After the 60 days letter and reply are public, in a database of all since 2011."
)
PROCEDURES = (
    Version(
        "wgad",
        "WGAD regular communication (until 2016)",
        "wgad",
        "The group sends what is alleged to the government, passes the reply to the source and adopts an opinion."
        " Older guides give the government 90 days and up to two months more. No follow-up was asked for.",
        (Limit("reply", "sent", days=90, checked=False),),
        "Older guides to the group's procedure",
        checked=False,
        valid_until=date(2016, 7, 11),
    ),
    Version(
        "wgad",
        "WGAD regular communication",
        "wgad",
        "Anybody may file; domestic remedies need not be used first. The group sends what is alleged to the "
        "government, passes the reply to the source and adopts an opinion. The government may ask for up to one "
        "month more (unchecked). Six months after an opinion was sent, government and source are asked what came "
        "of it (unchecked); a review may be asked for within two months, on new decisive facts (unchecked).",
        (
            Limit("reply", "sent", days=60, longest_extension_days=31),
            Limit("follow_up", "transmitted", months=6, checked=False),
            Limit("review_request", "transmitted", months=2, checked=False),
        ),
        "Methods of work of the group, 12 July 2016",
        checked=False,
        valid_from=date(2016, 7, 12),
    ),
    Version(
        "wgad-urgent",
        "WGAD urgent action",
        "wgad",
        "Where health, integrity or life is in danger: sent by the fastest route, prejudges nothing. A reply is "
        "asked for as soon as possible, by no set day.",
        (Limit("chase", "sent", days=30),),
    ),
    Version(
        "special-procedures",
        "Letter of the UN special procedures (UA, AL, JUA, JAL, OL)",
        "un-special-procedures",
        _LETTER,
        (Limit("reply", "sent", days=60),),
    ),
    Version(
        "wgeid-urgent",
        "WGEID urgent procedure",
        "wgeid",
        "For a disappearance less than three months old when it is received; sent on within one or two days. "
        "Relatives must agree, and whoever files must stay reachable.",
        (Limit("window", "incident", months=3),),
    ),
    Version(
        "wgeid",
        "WGEID standard procedure",
        "wgeid",
        "For a disappearance of three months and more; taken up at one of three sessions a year. Relatives must "
        "agree, and whoever files must stay reachable. No day is set for a reply.",
    ),
    Version(
        "ced-30",
        "Urgent action under article 30 of the Convention on Enforced Disappearances",
        "ced",
        "Against parties only. The state is asked within two weeks and reminded; after three reminders a meeting "
        "is asked for.",
        (Limit("reply", "sent", days=14),),
    ),
    Version(
        "hrc",
        "Communication to the UN Human Rights Committee",
        "human-rights-committee",
        "The state must be a party to the Optional Protocol, and domestic remedies used or useless; within five "
        "years (unchecked). The state has six months to comment, and 180 days after views (both unchecked). "
        "Belarus left the protocol with effect of 8 February 2023 (unchecked).",
        (
            Limit("reply", "sent", months=6, checked=False),
            Limit("follow_up", "transmitted", days=180, checked=False),
        ),
        checked=False,
    ),
    Version(
        "ecthr",
        "Application to the European Court of Human Rights (until January 2022)",
        "ecthr",
        "Six months from the final decision, which counts here as the incident (unchecked).",
        (Limit("window", "incident", months=6, checked=False),),
        checked=False,
        valid_until=date(2022, 1, 31),
    ),
    Version(
        "ecthr",
        "Application to the European Court of Human Rights",
        "ecthr",
        "Four months from the final decision, which counts here as the incident (unchecked). Russia is out since "
        "16 September 2022; what happened before that day can still be brought.",
        (Limit("window", "incident", months=4, checked=False),),
        checked=False,
        valid_from=date(2022, 2, 1),
    ),
    Version(
        "levinson",
        "Levinson Act review (wrongful detention)",
        "us-state",
        "The Secretary of State reviews “as expeditiously as possible”, on eleven criteria; nationals and lawful "
        "permanent residents with significant ties (unchecked). No day is set by law: the clock is our own "
        "reminder.",
        (Limit("chase", "sent", days=60),),
        "22 U.S.C. § 1741",
        checked=False,
    ),
    Version(
        "magnitsky",
        "Global Magnitsky submission",
        "us-treasury",
        "A file to State and Treasury: identity, evidence, the national interest, what speaks for the person. No "
        "reply is owed: our own reminder. Chase again after 120 and 180 days; refresh the file each year.",
        (Limit("chase", "sent", days=60),),
        "Global Magnitsky Act 2016; EO 13818",
    ),
    Version(
        "section-1263d",
        "Request of a congressional committee under §1263(d)",
        "government-us",
        "Chair and ranking member of a named committee ask; the President answers in 120 days. The executive "
        "disputes the duty and rarely writes back.",
        (Limit("reply", "sent", days=120),),
        "Global Magnitsky Act 2016, §1263(d)",
        valid_from=date(2016, 12, 23),
    ),
    Version(
        "consular",
        "Consular access",
        "",
        "On request the consul is told without delay, may visit and arrange counsel (unchecked). Dual nationals "
        "are often refused. No day is set: a request or refusal of 30 days is our own reminder.",
        (Limit("chase", "sent", days=30),),
        "Vienna Convention on Consular Relations, article 36",
        checked=False,
    ),
    Version(
        "osce-vienna",
        "OSCE Vienna Mechanism",
        "osce",
        "Written questions of participating states to another, answered within ten days.",
        (Limit("reply", "sent", days=10),),
    ),
    Version(
        "amnesty-ua",
        "Amnesty Urgent Action",
        "amnesty-international",
        "A case sheet with appeals to write, and “further information” to all who got the first. When the appeal "
        "ends it is reviewed, renewed or stopped (unchecked): set that day by hand.",
        checked=False,
    ),
)
