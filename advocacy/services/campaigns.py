"""Writing campaigns: which cases an effort is for, from when until when, and who does what in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from advocacy.models import Campaign, CampaignPart
from advocacy.services.judging import level_on, name_on, owner_of
from advocacy.services.writing import recorded
from cases.models import Case


@dataclass(frozen=True, kw_only=True)
class CampaignData:
    """A campaign as a form or the demonstration hands it in. `parts` say what each organisation does."""

    name: str
    about: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    level: str = ""
    parts: Mapping[Organisation, str] = field(default_factory=dict)


@transaction.atomic
def make_campaign(*, data: CampaignData, cases: Sequence[Case], by: User | None) -> Campaign:
    """Begin a campaign for `cases`, which are all of the organisation of `by`.

    Raises ValidationError, keyed by field: no name or one that is taken, days out of order, cases of others; and as
    `advocacy.services.judging` does.
    """
    owner = owner_of(cases, by)
    if by is not None and owner.pk != by.organisation_id:
        raise ValidationError({"cases": _("A campaign is for your own organisation’s cases; one of these is not.")})
    _check(data, owner, None)
    campaign = Campaign(owner=owner)
    _save(campaign, data, cases, by)
    name_on(campaign, cases, by)
    recorded("campaign-made", campaign.reference, by, cases=[case.pk for case in cases])
    return campaign


@transaction.atomic
def edit_campaign(*, campaign: Campaign, data: CampaignData, cases: Sequence[Case], by: User) -> Campaign:
    """Change a campaign, its cases and its parts. Raises ValidationError as `make_campaign` does.

    A case that `by` may not know of stays in it.
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    before = set(campaign.cases.all())
    unseen = before - set(Case.objects.visible_to(by).filter(campaigns=campaign))
    if owner_of(cases, by).pk != campaign.owner_id:
        raise ValidationError({"cases": _("A campaign is for its own organisation’s cases; one of these is not.")})
    _check(data, campaign.owner, campaign)
    _save(campaign, data, [*cases, *unseen], by)
    changed = before ^ {*cases, *unseen}
    recorded("campaign-changed", campaign.reference, by, cases=[case.pk for case in changed])
    return campaign


def _save(campaign: Campaign, data: CampaignData, cases: Sequence[Case], by: User | None) -> None:
    campaign.name, campaign.about = data.name.strip(), data.about.strip()
    campaign.starts_on, campaign.ends_on = data.starts_on, data.ends_on
    campaign.level = level_on(cases, data.level, by)
    campaign.save()
    campaign.cases.set(cases)
    parts = {one.organisation_id: one for one in campaign.parts.all()}
    for organisation, does in data.parts.items():
        part = parts.pop(organisation.pk, None) or CampaignPart(campaign=campaign, organisation=organisation)
        if part.does != does.strip():
            part.does = does.strip()
            part.save()
    for gone in parts.values():
        gone.delete()


def _check(data: CampaignData, owner: Organisation, campaign: Campaign | None) -> None:
    if not data.name.strip():
        raise ValidationError({"name": _("Give it a name.")})
    same = Campaign.objects.filter(owner=owner, name=data.name.strip())
    if (same.exclude(pk=campaign.pk) if campaign else same).exists():
        raise ValidationError({"name": _("There is a campaign of this name already: choose another.")})
    if data.starts_on and data.ends_on and data.ends_on < data.starts_on:
        raise ValidationError({"ends_on": _("It ends before it begins: correct one of the two days.")})
    if any(not does.strip() for does in data.parts.values()):
        raise ValidationError({"parts": _("Say of every organisation what it does.")})
