"""An update as it is being written: its fields, its rows of sources, and the update that follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from cases.cited import Cited, cited_by
from cases.forms.sources import MOST_ROWS, PREFIX, BaseCitationFormSet, CitationForm, citation_rows
from cases.forms.update import UpdateForm
from cases.models import Case, Citation, Source, Update
from cases.services.judging import UpdateData, check_update, grade_after, status_after
from cases.vocabulary import Grade, Status
from core import clock
from core.forms import whole_number

# What is folded away until somebody needs it.
FOLDED = ("account", "place", "facility", "level", "named", "grade")
FOLDED_ROW = tuple(name for name in CitationForm.base_fields if name not in {"known", "source"})


@dataclass(frozen=True)
class Problem:
    """One thing to mend: which field (its label and the id to jump to) and what is wrong."""

    label: str
    anchor: str
    message: str


@dataclass(frozen=True)
class StatusChange:
    """What saving would change; `after.value` in the form says that its writer has seen it."""

    before: Status
    after: Status


class UpdateEntry:
    """Everything one form of an update is made of. `update` is the one it corrects, if any."""

    def __init__(
        self,
        cases: Sequence[Case],
        by: User,
        *,
        data: QueryDict | None = None,
        values: QueryDict | None = None,
        update: Update | None = None,
        more_rows: int = 0,
        why: forms.Form | None = None,
    ) -> None:
        """`data` was sent and is checked; `values` were typed before and are shown again unchecked.

        `why` is the form of a correction's reason, checked with the rest.
        """
        self.cases, self.by, self.update, self.why = list(cases), by, update, why
        self.adding = more_rows > 0
        cited = cited_by(update, by) if update else {}
        fields, rows = _begins_with(update, cited, values)
        if data is not None:
            rows = []  # what was sent counts, not what it began with
        self.form = UpdateForm(data, initial=fields, cases=self.cases, by=by, fixed_level=update is not None)
        formset = citation_rows(extra=min(max(1, len(rows)) + more_rows, MOST_ROWS))
        self.rows: BaseCitationFormSet = formset(data, initial=rows, cited=cited, reports=self._reports())
        if self.adding:
            self.rows.forms[-1].fields["source"].widget.attrs["autofocus"] = True

    def _reports(self) -> list[Source]:
        """Published reports already cited on the case: what another report may copy."""
        if len(self.cases) != 1:
            return []
        cited = Citation.objects.visible_to(self.by).filter(update__case=self.cases[0])
        return list(Source.objects.filter(case=None, citations__in=cited).distinct().order_by("-pk")[:60])

    def saved_before(self) -> Update | None:
        """The update that this very form made when it was sent before; else None."""
        self.form.is_valid()
        key = self.form.cleaned_data.get("form_key")
        if key is None:
            return None
        rows = Update.objects.filter(case__in=self.cases, form_key=key, author=self.by)
        return rows.select_related("case__prisoner").first()

    def is_valid(self) -> bool:
        """Whether each field can be read, and the update may be logged on every one of the cases."""
        readable = self.form.is_valid() & self.rows.is_valid() & (self.why is None or self.why.is_valid())
        if not readable:
            return False
        # Every case is asked, so that all that does not fit is said at once.
        data = self.data
        return not {case.pk for case in self.cases if not self._fits(case, data)}

    def _fits(self, case: Case, data: UpdateData) -> bool:
        try:
            check_update(case=case, data=data, logged_on=clock.today(), instead_of=self.update)
        except ValidationError as error:
            self.refuse(error, case if len(self.cases) > 1 else None)
            return False
        return True

    def refuse(self, error: ValidationError, case: Case | None = None) -> None:
        """Put what a service refused beside the field it is about; with `case` said first where there are several."""
        by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for field, errors in by_field.items():
            messages = [message for one in errors for message in one.messages]
            for message in [f"{case.prisoner}: {message}" for message in messages] if case else messages:
                if field == "citations":
                    self.rows.forms[0].add_error("source", message)
                else:
                    self.form.add_error(field if field in self.form.fields else None, message)

    @property
    def data(self) -> UpdateData:
        """The update that the form describes; needs readable fields."""
        data = self.so_far()
        assert data is not None
        return data

    def so_far(self) -> UpdateData | None:
        """What can be said already, for the preview; None until kind and day are known."""
        self.form.is_valid()
        citations = self.rows.citations() if self.rows.is_valid() else []
        data = self.form.update_data(citations)
        if data is None or self.update is None:
            return data
        # A correction keeps its place within the day; what does not count in the status goes on not counting.
        level = data.level if self.update.counted else self.update.level
        return replace(data, sequence=self.update.sequence, level=level)

    def change(self) -> StatusChange | None:
        """What would become of the status of the case; None where it stays (or where there are several cases)."""
        data = self.so_far()
        if data is None or len(self.cases) != 1:
            return None
        before = Status(self.cases[0].status)
        after = status_after(case=self.cases[0], data=data, instead_of=self.update)
        return StatusChange(before, after) if after != before else None

    def grade(self) -> Grade | None:
        """The grade that the sources named so far give."""
        data = self.so_far()
        return grade_after(case=self.cases[0], data=data) if data and data.citations else None

    def teller(self) -> str:
        """Who told it, where the first source is no address; for the sentence that says who will see the name."""
        data = self.so_far()
        return next((one.told_by for one in data.citations if one.told_by), "") if data else ""

    # --- What the template asks.
    @property
    def problems(self) -> list[Problem]:
        """Everything to mend, in the order of the page."""
        found = list(problems_of(self.form, ""))
        for form in self.rows.forms:
            name = _("Source %(number)s") % {"number": form.number + 1} if len(self.rows.forms) > 1 else ""
            found += problems_of(form, name)
        found += [Problem("", f"id_{PREFIX}-0-source", str(message)) for message in self.rows.non_form_errors()]
        return found + (list(problems_of(self.why, "")) if self.why else [])

    @property
    def unfolded(self) -> bool:
        """Whether the folded part holds something typed or to be mended."""
        return holds_any(self.form, FOLDED) or len(self.rows.forms) > 1

    def shown_rows(self) -> list[dict[str, Any]]:
        """Each row with whether its own folded part stands open."""
        return [{"form": form, "unfolded": holds_any(form, FOLDED_ROW)} for form in self.rows.forms]


def problems_of(form: forms.Form, prefix: str) -> list[Problem]:
    found = []
    for field, errors in form.errors.items():
        bound = form[field] if field in form.fields else None
        label = " · ".join(filter(None, [prefix, str(bound.label) if bound else ""]))
        anchor = (bound.auto_id if bound else "") or f"id_{PREFIX}-0-source"
        if bound is not None and bound.use_fieldset:
            anchor += "_group"
        found += [Problem(label, anchor, str(message)) for message in errors]
    return found


def holds_any(form: forms.Form, names: Sequence[str]) -> bool:
    for name in names:
        if name in form.fields:
            bound = form[name]
            if (form.is_bound and bound.errors) or bound.value() not in (None, "", [], bound.field.initial):
                return True
    return False


# --- Where the first contents come from.
def _begins_with(
    update: Update | None, cited: Mapping[int, Cited], values: QueryDict | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Initial values of the fields and of each row: what was typed before, else what the update says."""
    if values is not None:
        return as_typed(values, UpdateForm), rows_as_typed(values)
    if update is not None:
        fields, rows = _as_corrected(update, list(cited.values()))
        return fields, [*rows, {}]
    return {}, []


def as_typed(values: Mapping[str, Any], form: type[forms.Form], prefix: str = "") -> dict[str, Any]:
    """What was typed, as initial values of `form`: unchecked, and so just as it was."""
    typed = {}
    for name, field in form.base_fields.items():
        value = field.widget.value_from_datadict(values, {}, f"{prefix}{name}")
        if value not in (None, "", []):
            typed[name] = value
    return typed


def rows_as_typed(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = min(whole_number(values.get(f"{PREFIX}-TOTAL_FORMS")) or 1, MOST_ROWS)
    return [as_typed(values, CitationForm, f"{PREFIX}-{row}-") for row in range(rows)]


def _as_corrected(update: Update, citations: Sequence[Cited]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """An update as it stands, as initial values of its correction."""
    fields = {
        name: getattr(update, name) for name in ("kind", "detail", "asked", "occurred", "summary", "account", "place")
    }
    fields["facility"] = update.facility.code if update.facility else ""
    fields["grade"] = update.grade if update.grade_set_by_hand else ""
    said = ("says", "says_when", "figure", "quotation", "reliability", "archived")
    rows = [{"known": one.citation.pk, **{name: getattr(one.citation, name) for name in said}} for one in citations]
    return fields, rows
