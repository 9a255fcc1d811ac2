"""Rows of advocacy for tests: through the services, as people write them."""

from datetime import date

from accounts.models import Organisation
from accounts.models.organisation import OrganisationKind
from advocacy.models import Action, Ask, Campaign, Clock, Determination, DeterminationCase, Procedure
from advocacy.services.actions import ActionData, log_action
from advocacy.services.asks import AskData, make_ask
from advocacy.services.campaigns import CampaignData, make_campaign
from advocacy.vocabulary import ClockKind, DeterminationKind, Outcome
from core.partial_dates import PartialDate, parse_partial_date


def body(name="UN Working Group", kind=OrganisationKind.UN_BODY, jurisdiction="UN"):
    """A body that acts or is addressed; the same row for the same name."""
    slug = name.lower().replace(" ", "-")[:40]
    return Organisation.objects.get_or_create(
        name=name, defaults={"slug": slug, "kind": kind, "jurisdiction": jurisdiction}
    )[0]


def government(code="GB"):
    return body(f"Government of {code}", OrganisationKind.GOVERNMENT, code)


def act(case, *more, by=None, sent="2023-03-01", **fields) -> Action:
    """An action on `case` (and `more`), sent on a day unless `sent` is None."""
    day = PartialDate(date.fromisoformat(sent)) if isinstance(sent, str) else sent
    fields = {"kind": "letter", "summary": "A letter", "actors": [case.owner], "level": case.level, **fields}
    logged = fields.pop("logged_on", None)
    return log_action(data=ActionData(sent=day, **fields), cases=[case, *more], by=by, logged_on=logged)


def procedure(key="letter-60", *, days=60, months=None, kind=ClockKind.REPLY, start="sent", **fields) -> Procedure:
    made = Procedure.objects.create(key=key, name=fields.pop("name", key), **fields)
    Clock.objects.create(procedure=made, kind=kind, start=start, days=days, months=months, checked=True)
    return made


def determination(case, *, by=None, level=None, **fields) -> Determination:
    fields = {
        "kind": DeterminationKind.WGAD_OPINION,
        "outcome": Outcome.ARBITRARY,
        "summary": "Found arbitrary",
        **fields,
    }
    fields.setdefault("body", body())
    fields.setdefault("logged_on", date(2023, 4, 1))
    made = Determination.objects.create(owner=case.owner, level=level or case.level, logged_by=by, **fields)
    DeterminationCase.objects.create(determination=made, case=case)
    return made


def ask(case, *more, by=None, logged_on=None, **fields) -> Ask:
    """An ask of the British government for `case` (and `more`), since 1 May 2022 unless `asked` says otherwise."""
    asked = parse_partial_date(fields.pop("asked", "2022-05-01"))
    fields = {"kind": "designate", "wording": "Sanction those responsible", "level": case.level, **fields}
    fields.setdefault("addressee", government())
    return make_ask(data=AskData(asked=asked, **fields), cases=[case, *more], by=by, logged_on=logged_on)


def campaign(case, *more, by=None, **fields) -> Campaign:
    data = CampaignData(**{"name": "#WithoutJustCause", "level": case.level, **fields})
    return make_campaign(data=data, cases=[case, *more], by=by)
