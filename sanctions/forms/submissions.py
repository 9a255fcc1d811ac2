"""Forms of submissions: starting one, its steps, one section, and the filters of their list."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation, User
from accounts.permissions import Permission
from advocacy.forms.action import MOST_ORGANISATIONS
from advocacy.forms.records import DayInput, OrganisationField, RecordsField
from advocacy.jurisdictions import name_of
from advocacy.models import Action
from advocacy.stages import Stage, where
from cases.forms.update import levels_for
from cases.models import Case, Involvement, Official, OfficialRelation
from core import clock
from core.partial_dates import PartialDate, PartialDateFormField
from sanctions.models import Programme, Submission
from sanctions.models.submission import SubmissionQuerySet
from sanctions.services.submissions import RECOMMENDED_AS, SubmissionData, mark
from sanctions.vocabulary import TargetKind


def programmes_on_offer(first: str = "") -> list[tuple[str, Any]]:
    """Programmes in force today, by jurisdiction; the jurisdiction `first` leads."""
    today = clock.today()
    begun, not_over = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_until=None) | Q(valid_until__gte=today)
    rows = sorted(
        Programme.objects.filter(begun, not_over),
        key=lambda one: (one.jurisdiction != first, name_of(one.jurisdiction), one.key),
    )
    return [
        (name_of(code), [(one.key, f"{one.key}: {one.legal_basis}") for one in of_one])
        for code, of_one in groupby(rows, key=lambda one: one.jurisdiction)
    ]


def relation_key(one: OfficialRelation) -> str:
    return f"{one.official.reference}.{one.other.reference}.{one.kind}"


class RelationsField(RecordsField):
    """Relations of officials: they have no reference of their own, so the two people and the kind name one."""

    def offer(self, records: Iterable[OfficialRelation], *, label: Any = str) -> None:
        self.records = {relation_key(one): one for one in records}
        self.choices = [(key, label(one)) for key, one in self.records.items()]


@dataclass(frozen=True)
class Offer:
    """Whom a submission on some cases may recommend: who has a part in them, and by whom they are listed today."""

    cases: Sequence[Case]
    parts: Sequence[Involvement]
    #: Jurisdictions, by official.
    listed_by: Mapping[int, Sequence[str]]
    relations: Sequence[OfficialRelation]


class WhomForm(forms.Form):
    """Whom it recommends: officials with a part in its cases, and who stands to them."""

    use_required_attribute = False

    officials = RecordsField(label=_("Whom it recommends"), required=False)
    others = RelationsField(
        label=_("Their dependants and enablers"),
        required=False,
        help_text=_("Targets of their own: each with a section that says how they stand to the official."),
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        officials = {one.official_id: one.official for one in offer.parts}
        fields["officials"].offer(officials.values(), label=lambda one: _official(one, offer))
        fields["others"].offer(offer.relations, label=_relation)
        if not offer.relations:
            del self.fields["others"]

    def chosen(self) -> dict[str, Any]:
        """The officials and relations ticked; needs a valid form."""
        return {name: self.cleaned_data.get(name) or () for name in ("officials", "others")}


class StartForm(WhomForm):
    """Under which programme, for which cases, whom, and to which office."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    programme = forms.ChoiceField(
        label=_("Programme"), help_text=_("What it asks for stands beside the dossier once it is started.")
    )
    cases = RecordsField(label=_("For which cases"), error_messages={"required": _("Say for which case it is.")})
    addressee = OrganisationField(
        label=_("Addressed to"),
        max_length=200,
        required=False,
        help_text=_("Empty: the usual office of the programme. For the EU a member state may take it on."),
    )
    level = forms.ChoiceField(label=_("Who may see it"), required=False)

    def __init__(self, *args: Any, offer: Offer, jurisdiction: str, **kwargs: Any) -> None:
        super().__init__(*args, offer=offer, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["programme"].choices = [("", _now("Choose a programme")), *programmes_on_offer(jurisdiction)]
        fields["cases"].offer(offer.cases, label=_case)
        fields["cases"].initial = [case.reference for case in offer.cases]
        self.organisations = list(Organisation.objects.order_by("name")[:MOST_ORGANISATIONS])
        fields["addressee"].offer(self.organisations)
        fields["level"].choices = levels_for(offer.cases)

    def clean_programme(self) -> Programme:
        return Programme.objects.get(key=self.cleaned_data["programme"])

    def submission_data(self) -> SubmissionData:
        """What the form says; needs a valid form."""
        said = self.cleaned_data
        return SubmissionData(
            programme=said["programme"], addressee=said["addressee"], level=said["level"], **self.chosen()
        )


def _case(case: Case) -> str:
    return f"{case.prisoner.name}, {case.state} ({case.reference})"


def _official(official: Official, offer: Offer) -> str:
    """“Elena Lenskaya: Remand judge · listed by: EU”, with what is only alleged said so."""
    theirs = [one for one in offer.parts if one.official_id == official.pk]
    words = ", ".join(dict.fromkeys(one.get_function_display() for one in theirs))
    alleged = _now(" (alleged)") if all(one.approved_at is None for one in theirs) else ""
    codes = ", ".join(offer.listed_by.get(official.pk, ()))
    listed = _now(" · listed by: %(codes)s") % {"codes": codes} if codes else ""
    return f"{official.name}: {words}{alleged}{listed}"


def _relation(one: OfficialRelation) -> str:
    words = _now("%(who)s, as %(kind)s of %(through)s (%(relation)s)")
    return words % {
        "who": one.other,
        "kind": TargetKind(RECOMMENDED_AS[one.kind]).label.lower(),  # type: ignore[index]
        "through": one.official,
        "relation": one.get_kind_display().lower(),
    }


# --- Steps: each its own short form on the page of a submission.
class StepForm(forms.Form):
    use_required_attribute = False
    title: Any
    button: Any
    #: The step that is offered as the one to take now.
    leads = False

    def __init__(self, *args: Any, submission: Submission, by: User, gaps: bool = False, **kwargs: Any) -> None:
        self.submission, self.by, self.gaps = submission, by, gaps
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Set what depends on the submission."""

    @property
    def url(self) -> str:
        return reverse(f"sanctions:submission-{self.prefix}", args=[self.submission.reference])


class AskedForm(StepForm):
    prefix = "consent-asked"
    title, button = _("We asked for consent"), _("Record it")

    asked_on = forms.DateField(label=_("Asked on"), widget=DayInput, initial=clock.today)


class GivenForm(StepForm):
    prefix = "consent-given"
    title, button = _("Consent was given"), _("Record the consent")

    given_on = forms.DateField(label=_("Given on"), widget=DayInput, initial=clock.today)
    words = forms.CharField(
        label=_("Who consented, and in what words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Encrypted, and never printed."),
    )


class RefusedForm(StepForm):
    prefix = "consent-refused"
    title, button = _("They said no, or took it back"), _("Record the refusal")

    words = forms.CharField(
        label=_("Who, when, and in what words"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class WarnedForm(StepForm):
    prefix = "warned"
    title, button = _("The warning"), _("I have read this")


class RedraftForm(StepForm):
    prefix = "redraft"
    title, button = _("Draft again from the record"), _("Draft again")


class FiledForm(StepForm):
    prefix = "filed"
    title, button = _("Say that it was filed"), _("It was filed")

    sent = PartialDateFormField(label=_("Filed on"), initial=lambda: PartialDate(clock.today()))
    due_on = forms.DateField(
        label=_("Ask again on"),
        required=False,
        widget=DayInput,
        help_text=_("Our own reminder. Empty: as the procedure of this government says, if any."),
    )
    knows_gaps = forms.BooleanField(label=_("I know what is missing, and file it all the same"), required=False)
    override_why = forms.CharField(
        label=_("Why it is filed without consent"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only an admin may; the reason stays on record with your name."),
    )

    def prepare(self) -> None:
        if not self.gaps:
            del self.fields["knows_gaps"]
        if self.submission.consent_given_on or not self.by.may(Permission.CURATE_SANCTIONS):
            del self.fields["override_why"]


STEPS: dict[str, type[StepForm]] = {
    form.prefix: form for form in (AskedForm, GivenForm, RefusedForm, WarnedForm, RedraftForm, FiledForm)
}


class SectionForm(forms.Form):
    """The text of one section, and the mark of the text that was there when somebody began to write."""

    use_required_attribute = False

    seen = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)
    text = forms.CharField(
        label=_("Text"), required=False, max_length=60_000, widget=forms.Textarea(attrs={"rows": 22, "dir": "auto"})
    )

    def begin_with(self, text: str) -> SectionForm:
        self.initial = {"text": text, "seen": mark(text)}
        return self

    def go_on_from(self, text: str) -> SectionForm:
        """After a refusal `text` is shown beside what was typed: saving once more is meant."""
        self.data = {"text": self.data.get("text", ""), "seen": mark(text)}
        return self

    def clean_seen(self) -> str | None:
        return self.cleaned_data["seen"] or None


class SubmissionFilter(forms.Form):
    """Filters of the list: all of it in the address."""

    programme = forms.ChoiceField(label=_("Programme"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("of work", "State"), required=False, choices=[("", _("Any")), *Stage.choices]
    )
    official = forms.CharField(label=_("Official"), required=False, max_length=200)

    def __init__(self, *args: Any, rows: SubmissionQuerySet, by: User) -> None:
        super().__init__(*args)
        self.rows, self.by = rows, by
        used = Programme.objects.filter(submissions__in=rows).distinct().order_by("key")
        self.fields["programme"].choices = [("", _now("Any")), *((one.key, one.key) for one in used)]  # type: ignore[attr-defined]

    def found(self) -> SubmissionQuerySet:
        """Those that answer to every filter; one that is no filter narrows nothing."""
        self.is_valid()
        said, rows = self.cleaned_data, self.rows
        if said.get("programme"):
            rows = rows.filter(programme__key=said["programme"])
        if said.get("state"):
            rows = rows.filter(action__in=Action.objects.filter(where(said["state"], clock.today())))
        if said.get("official"):
            officials = Official.objects.visible_to(self.by).matching(said["official"])
            rows = rows.filter(targets__official__in=officials).distinct()
        return rows
