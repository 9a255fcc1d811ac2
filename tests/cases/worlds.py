"""Cases for the tests of lists: some that the reader may see, and twins of them that they may not."""

import random
from datetime import date, timedelta

from cases.models import Category, Charge, CountryTie, Prisoner, PrisonerName
from cases.services.opening import refresh_keys
from cases.vocabulary import ChargeCategory, Contact, FileState, Level, Status, Tier
from tests.factories import CaseFactory, OrganisationFactory, StateFactory

DAY = date(2023, 4, 20)
HELD = {Status.PRETRIAL, Status.SERVING, Status.CONVICTED_APPEAL, Status.DISAPPEARED}


def make_case(owner, name="Nobody", *, state="RU", native="", also="", nations=(), categories=(), charges=(), **fields):
    """A case with a prisoner, found by search as the services make it."""
    prisoner = Prisoner.objects.create(name=name, native_name=native)
    if also:
        PrisonerName.objects.create(prisoner=prisoner, text=also)
    for country in nations:
        CountryTie.objects.create(prisoner=prisoner, country=country)
    prisoner.categories.set(Category.objects.filter(code__in=categories))
    case = CaseFactory(prisoner=prisoner, owner=owner, state=StateFactory(code=state), **fields)
    for charge in charges:
        Charge.objects.create(case=case, category=charge)
    refresh_keys(prisoner)
    case.refresh_from_db()
    return case


def random_cases(owner, leads, count, seed=1, **fields):
    """So many cases that differ in everything the list filters by."""
    rnd = random.Random(seed)
    return [_random_case(owner, leads, rnd, number, fields) for number in range(count)]


def _random_case(owner, leads, rnd, number, fields):
    status = rnd.choice([*HELD, Status.RELEASED, Status.HOUSE_ARREST, Status.DIED_IN_CUSTODY])
    arrested = DAY - timedelta(days=rnd.randint(1, 1500))
    own = {
        "status": status,
        "status_since": arrested,
        "tier": rnd.choice(Tier.values),
        "file_state": rnd.choice([*[FileState.ACTIVE] * 3, *FileState.values]),
        "lead": rnd.choice([*leads, None]),
        "arrested_on": arrested,
        "in_custody_since": arrested if status in HELD else None,
        "contact": rnd.choice(Contact.values),
        "place_unknown_since": arrested if rnd.random() < 0.2 else None,
        "last_update_on": rnd.choice([None, DAY - timedelta(days=rnd.randint(0, 90))]),
    }
    return make_case(
        owner,
        f"{rnd.choice(['Ana', 'Bela', 'Chen'])} Number{number}",
        state=rnd.choice(["RU", "BY", "IR"]),
        nations=rnd.sample(["RU", "BY", "GB"], rnd.randint(0, 2)),
        categories=rnd.sample(["journalist", "lawyer", "writer"], rnd.randint(0, 2)),
        charges=rnd.sample([ChargeCategory.TREASON, ChargeCategory.EXTREMISM, ChargeCategory.DRUGS], rnd.randint(0, 2)),
        **{**own, **fields},
    )


def hidden_twins(case):
    """Cases like `case` in all that lists show, which nobody of its organisation may see (or nobody they named)."""
    like = {
        name: getattr(case, name)
        for name in ("status", "status_since", "tier", "arrested_on", "in_custody_since", "last_update_on", "contact")
    }
    nations = [tie.country for tie in case.prisoner.ties.all()]
    categories = [category.code for category in case.prisoner.categories.all()]
    charges = [charge.category for charge in case.charges.all()]
    common = {**like, "state": case.state.code, "nations": nations, "categories": categories, "charges": charges}
    return [
        make_case(case.owner, "Hidden Sealed", level=Level.SEALED, **common),
        make_case(case.owner, "Hidden Restricted", level=Level.RESTRICTED, **common),
        make_case(OrganisationFactory(), "Hidden Elsewhere", **common),
        make_case(OrganisationFactory(), "Hidden Partners", level=Level.PARTNERS, **common),
    ]


def kara_murza(owner, **fields):
    """The case that most tests look for."""
    return make_case(
        owner,
        "Vladimir Kara-Murza",
        native="Владимир Кара-Мурза",
        also="Uladzimir Kara-Murza",
        nations=["RU", "GB"],
        categories=["opposition_politician", "journalist"],
        charges=[ChargeCategory.TREASON, ChargeCategory.FALSE_INFORMATION_MILITARY],
        **{
            "status": Status.CONVICTED_APPEAL,
            "status_since": date(2023, 4, 17),
            "arrested_on": date(2022, 4, 11),
            "in_custody_since": date(2022, 4, 11),
            "last_update_on": date(2023, 4, 17),
            "tier": Tier.CRITICAL,
            "contact": Contact.NONE,
            **fields,
        },
    )
