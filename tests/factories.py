"""Rows for tests: each factory fills only what its model requires."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts.models import Organisation, User
from accounts.permissions import Role
from cases.models import Case, DetainingState, Facility, KeyDate, Membership, Official, Prisoner, Source, Statute
from cases.vocabulary import ChargeCategory, KeyDateKind
from core.partial_dates import PartialDate

PASSWORD = "correct horse battery staple"


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    works_here = True


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.ADVOCATE
    password = factory.django.Password(PASSWORD)


class StateFactory(DjangoModelFactory):
    class Meta:
        model = DetainingState
        django_get_or_create = ("code",)

    code = "RU"
    name = factory.LazyAttribute(
        lambda state: {"RU": "Russia", "BY": "Belarus", "IR": "Iran"}.get(state.code, state.code)
    )


class FacilityFactory(DjangoModelFactory):
    class Meta:
        model = Facility

    code = factory.Sequence(lambda n: f"facility-{n}")
    name = factory.Sequence(lambda n: f"Prison {n}")
    state = factory.SubFactory(StateFactory)


class StatuteFactory(DjangoModelFactory):
    class Meta:
        model = Statute

    state = factory.SubFactory(StateFactory)
    article = factory.Sequence(lambda n: f"Criminal Code art. {n + 100}")
    category = ChargeCategory.TREASON


class PrisonerFactory(DjangoModelFactory):
    class Meta:
        model = Prisoner

    name = factory.Sequence(lambda n: f"Prisoner Number{n}")


class CaseFactory(DjangoModelFactory):
    """A case at level `team`; `lead` is made a member, as the services do."""

    class Meta:
        model = Case
        skip_postgeneration_save = True

    prisoner = factory.SubFactory(PrisonerFactory)
    state = factory.SubFactory(StateFactory)
    owner = factory.SubFactory(OrganisationFactory)
    code_name = factory.Sequence(lambda n: f"River {n}")
    opened_on = date(2023, 1, 1)

    @factory.post_generation
    def lead_is_member(self, create, extracted, **kwargs):
        if create and self.lead is not None:
            Membership.objects.get_or_create(case=self, user=self.lead)


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Report {n}")
    address = factory.Sequence(lambda n: f"https://news.example/{n}")
    level = "partners"


class KeyDateFactory(DjangoModelFactory):
    class Meta:
        model = KeyDate

    case = factory.SubFactory(CaseFactory)
    kind = KeyDateKind.HEARING
    due = PartialDate(date(2023, 5, 2))
    entered_on = date(2023, 4, 1)


class OfficialFactory(DjangoModelFactory):
    class Meta:
        model = Official

    name = factory.Sequence(lambda n: f"Official {n}")
    state = factory.SubFactory(StateFactory)
