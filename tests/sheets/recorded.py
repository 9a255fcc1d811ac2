"""A case as the demonstration has them: who, what happened when, what for, by whom; some of it for members only."""

from datetime import date

from cases.models import Case, Category, Charge, Facility, KeyDate, Statute, Update
from cases.services.opening import PrisonerData, add_prisoner, refresh_keys
from cases.services.sourcing import CitationData
from cases.services.updates import UpdateData, log_update
from cases.vocabulary import ChargeCategory, KeyDateKind, Level, OfficialFunction, Tier, UpdateDetail, UpdateKind
from core.partial_dates import parse_partial_date
from tests.factories import CaseFactory, FacilityFactory, OfficialFactory, StateFactory, StatuteFactory
from tests.sanctions.factories import involve

_K, _D = UpdateKind, UpdateDetail
REPORT = "https://news.example/arrest"


def log(case, kind, when, by, detail="", *, citations=None, **more) -> Update:
    data = UpdateData(
        kind=kind,
        detail=detail,
        occurred=parse_partial_date(when),
        summary="As reported.",
        citations=citations or [CitationData(address=REPORT, title="Report")],
        **more,
    )
    return log_update(case=case, data=data, by=by)


def dossier(by) -> Case:
    """Arrested, charged, convicted, appeal lost, moved; still serving."""
    who = PrisonerData(
        name="Vladimir Example",
        native_name="Владимир Пример",
        other_names=["V. Example", "Volodya"],
        gender="male",
        birth=parse_partial_date("1981"),
        nationalities=["RU", "GB"],
        residences=["US"],
        categories=Category.objects.filter(code__in=["journalist", "opposition_politician"]),
        biography="A politician.",
    )
    case = CaseFactory(
        prisoner=add_prisoner(data=who, by=by),
        state=StateFactory(code="RU"),
        owner=by.organisation,
        lead=by,
        tier=Tier.CRITICAL,
        code_name="Cove",
    )
    refresh_keys(case.prisoner)
    _happen(case, by)
    article = "Criminal Code art. 275"
    statute = Statute.objects.filter(article=article).first() or StatuteFactory(state=case.state, article=article)
    Charge.objects.create(case=case, category=ChargeCategory.TREASON, statute=statute, text="Speeches abroad")
    Charge.objects.create(case=case, category=ChargeCategory.EXTREMISM)
    expect(case, by, "2047", date(2023, 4, 18))
    return Case.objects.get(pk=case.pk)


def _happen(case, by) -> None:
    prison = Facility.objects.filter(state=case.state).first() or FacilityFactory(name="IK-6 Omsk", state=case.state)
    log(case, _K.NOTE, "2022-01-01", by)
    log(case, _K.ARREST, "2022-04-11", by, place="Moscow")
    log(case, _K.RESTRAINT, "2022-04-12", by, _D.CUSTODY)
    log(case, _K.CHARGE, "2022-04", by)
    log(case, _K.CHARGE, "2022-08-04", by)
    log(case, _K.RESTRAINT, "2022-10-10", by, _D.CUSTODY)
    log(case, _K.APPEAL_DECIDED, "2022-10-20", by, _D.INTERIM_REFUSED)
    log(case, _K.TRIAL_OPENED, "2023-03-13", by)
    log(case, _K.VERDICT, "2023-04-17", by, _D.CUSTODIAL)
    log(case, _K.TRANSFER, "2023-04-18", by, _D.ARRIVED, facility=prison)


def expect(case, by, when, entered) -> KeyDate:
    return KeyDate.objects.create(
        case=case,
        kind=KeyDateKind.SENTENCE_END,
        due=parse_partial_date(when),
        entered_on=entered,
        entered_by=by,
        level=Level.TEAM,
    )


def judged_by(case, by, second, name):
    official = OfficialFactory(name=name, state=case.state)
    return involve(case, official, by, second, function=OfficialFunction.TRIAL_JUDGE)
