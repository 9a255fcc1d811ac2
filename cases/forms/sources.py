"""Rows of sources in the form of an update: each names one source and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.cited import Cited
from cases.models import Source
from cases.services.sourcing import CitationData, check, said_by
from cases.vocabulary import Connection, Reliability, SourceKind
from core.forms import whole_number
from core.partial_dates import PartialDateFormField

PREFIX = "source"
MOST_ROWS = 20
# A row counts once something was written in it; what a menu begins with is nothing written.
WRITTEN = ("known", "source", "title", "publisher", "published", "says", "says_when", "figure", "quotation", "archived")


class CitationForm(forms.Form):
    """One source and what it says.

    `source` takes an address or the words of somebody who told it. In a correction `known` stands for a citation that
    is there already: its source stays what it is, and what it says may be put better. `cited` are those citations.
    """

    known = forms.IntegerField(required=False, widget=forms.HiddenInput)
    source = forms.CharField(label=_("Address or told by"), max_length=1000, required=False)
    connection = forms.ChoiceField(
        label=_("If told: connection to the prisoner"),
        choices=Connection.choices,
        initial=Connection.UNKNOWN,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Kind of source"), choices=SourceKind.choices, initial=SourceKind.NEWS, required=False
    )
    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    publisher = forms.CharField(label=_("Publisher"), max_length=160, required=False)
    published = PartialDateFormField(label=_("Published"), required=False)
    says = forms.CharField(label=_("What it says"), max_length=300, required=False)
    says_when = PartialDateFormField(label=_("The day it gives, if another"), required=False)
    figure = forms.CharField(label=_("A figure it gives"), max_length=80, required=False)
    quotation = forms.CharField(
        label=_("Quotation"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In its own words, up to 500 characters."),
    )
    reliability = forms.ChoiceField(
        label=_("Reliability"), choices=Reliability.choices, initial=Reliability.UNKNOWN, required=False
    )
    copy_of = forms.ChoiceField(
        label=_("Copies another report"),
        required=False,
        help_text=_("Copies of one report count as one source."),
    )
    archived = forms.URLField(
        label=_("Archived copy"), max_length=1000, required=False, assume_scheme="https", widget=forms.TextInput
    )

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        number: int = 0,
        cited: dict[int, Cited] | None = None,
        reports: Sequence[Source] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.number = number
        self.cited = cited or {}
        self.reports = {f"report-{report.pk}": report for report in reports}
        siblings = [(f"row-{row}", _now("Source %(number)s above") % {"number": row + 1}) for row in range(number)]
        known = [(key, str(report)[:80]) for key, report in self.reports.items()]
        self.fields["copy_of"].choices = [("", _now("No, its own report")), *siblings, *known]  # type: ignore[attr-defined]

    @cached_property
    def known_citation(self) -> Cited | None:
        """The citation that this row corrects, in whatever state the form is."""
        return self.cited.get(whole_number(self["known"].value()) or 0)

    def has_changed(self) -> bool:
        return any(str(self[name].data or "").strip() for name in WRITTEN)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                check(self.citation())
            except ValidationError as error:
                self.add_error("source", error)
        return said

    def citation(self) -> CitationData:
        """What the row says; `copy_of` another row is filled in by the formset."""
        said = self.cleaned_data
        return replace(
            self._source(),
            says=said.get("says") or "",
            says_when=said.get("says_when"),
            figure=said.get("figure") or "",
            quotation=said.get("quotation") or "",
            reliability=said.get("reliability") or Reliability.UNKNOWN,
            archived=said.get("archived") or "",
        )

    def _source(self) -> CitationData:
        """The source alone: the one known already, somebody's words, or something published."""
        said = self.cleaned_data
        if self.known_citation is not None:
            return CitationData(source=self.known_citation.source)
        source = said_by(said.get("source") or "", said.get("connection") or Connection.UNKNOWN)
        return replace(
            source,
            kind=source.kind if source.told_by else said.get("kind") or SourceKind.NEWS,
            title=said.get("title") or "",
            publisher=said.get("publisher") or "",
            published=said.get("published"),
            copy_of=self.reports.get(said.get("copy_of") or ""),
        )


class BaseCitationFormSet(forms.BaseFormSet):
    """The rows. The first is the one of the four visible fields; rows left empty do not count."""

    def __init__(
        self, *args: Any, cited: dict[int, Cited] | None = None, reports: Sequence[Source] = (), **kwargs: Any
    ) -> None:
        self.shared = {"cited": cited or {}, "reports": reports}
        super().__init__(*args, **{**kwargs, "prefix": PREFIX})

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), **self.shared, "number": index or 0}

    def total_form_count(self) -> int:
        return max(1, super().total_form_count())  # the first is the visible field, whatever was sent

    def initial_form_count(self) -> int:
        return 0  # any row may be left empty, whatever it began with

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Leave this source out")

    def citations(self) -> list[CitationData]:
        """What all rows say, copies tied to the row they copy. Needs valid forms."""
        rows: dict[str, CitationData] = {}
        for number, form in enumerate(self.forms):
            if not form.has_changed() or form in self.deleted_forms:
                continue
            data = form.citation()
            copied = rows.get(form.cleaned_data.get("copy_of") or "")
            rows[f"row-{number}"] = replace(data, copy_of=copied) if copied else data
        return list(rows.values())


def citation_rows(*, extra: int = 1) -> type[BaseCitationFormSet]:
    """The formset with `extra` empty rows."""
    return forms.formset_factory(  # type: ignore[return-value]  # a subclass of `formset`
        CitationForm,
        formset=BaseCitationFormSet,
        extra=extra,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        validate_max=True,
        can_delete=True,
    )
