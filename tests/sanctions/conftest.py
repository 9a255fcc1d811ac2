"""What the tests of submissions share: somebody recommended, a submission, and a partner who may not see it."""

import pytest

from accounts.permissions import Role
from cases.models import Grant
from cases.vocabulary import Level
from sanctions.services.submissions import write_section
from sanctions.vocabulary import SectionKind
from tests.sanctions.dossiers import approved, cite, happened, section, submission


@pytest.fixture
def part(case, advocate, staff):
    """An approved part of Elena Lenskaya with a source of its own, in a case with a sourced arrest."""
    one = approved(case, advocate, staff)
    cite(one)
    cite(happened(case, "2022-04-11", "Arrested in Moscow"))
    return one


@pytest.fixture
def made(part, case, advocate):
    """A submission under Global Magnitsky that recommends her."""
    return submission(case, part.official, by=advocate)


@pytest.fixture
def complete(made, advocate):
    """With nothing missing but consent."""
    write_section(section=section(made, SectionKind.INTEREST), text="It is in the national interest.", by=advocate)
    write_section(section=section(made, SectionKind.LEGAL_TEST), text="It meets the test.", by=advocate)
    return made


@pytest.fixture
def partner(case, outsider):
    """Somebody of another house with every permission there, to whom the case is granted."""
    outsider.role = Role.ADMIN
    outsider.save()
    Grant.objects.create(case=case, organisation=outsider.organisation)
    case.level = Level.PARTNERS
    case.save()
    return outsider
