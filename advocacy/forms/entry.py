"""An action as it is being written: its fields, its rows of sources, and what is to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import User
from advocacy.forms.action import ActionForm
from cases.forms.entry import FOLDED_ROW, Problem, as_typed, holds_any, problems_of, rows_as_typed
from cases.forms.sources import MOST_ROWS, PREFIX, BaseCitationFormSet, citation_rows
from cases.models import Case
from cases.services.sourcing import CitationData

#: What is folded away until somebody needs it.
FOLDED = (
    *("weight", "due_on", "campaign", "follows", "determination", "text", "kept_at", "signatories", "signatory_count"),
    *("level", "named"),
)


class ActionEntry:
    """Everything the form of an action is made of, on one case or on several."""

    def __init__(
        self,
        cases: Sequence[Case],
        by: User,
        *,
        data: QueryDict | None = None,
        values: QueryDict | None = None,
        more_rows: int = 0,
        begins_with: dict[str, Any] | None = None,
    ) -> None:
        """`data` was sent and is checked; `values` were typed before and are shown again unchecked."""
        self.cases, self.adding = list(cases), more_rows > 0
        fields = as_typed(values, ActionForm) if values is not None else begins_with or {}
        rows = rows_as_typed(values) if values is not None else []
        self.form = ActionForm(data, initial=fields, cases=self.cases, by=by)
        formset = citation_rows(extra=min(max(1, len(rows)) + more_rows, MOST_ROWS))
        self.rows: BaseCitationFormSet = formset(data, initial=rows)
        if self.adding:
            self.rows.forms[-1].fields["source"].widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        return self.form.is_valid() & self.rows.is_valid()

    def citations(self) -> list[CitationData]:
        """What the sources say; needs valid rows."""
        return self.rows.citations()

    def refuse(self, error: ValidationError) -> None:
        """Put what a service refused beside the field it is about."""
        by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for field, errors in by_field.items():
            for message in [message for one in errors for message in one.messages]:
                if field == "citations":
                    self.rows.forms[0].add_error("source", message)
                else:
                    self.form.add_error(field if field in self.form.fields else None, message)

    # --- What the template asks.
    @property
    def problems(self) -> list[Problem]:
        """Everything to mend, in the order of the page."""
        found = problems_of(self.form, "")
        for form in self.rows.forms:
            found += problems_of(form, "")
        return found + [Problem("", f"id_{PREFIX}-0-source", str(error)) for error in self.rows.non_form_errors()]

    @property
    def unfolded(self) -> bool:
        """Whether the folded part holds something typed or to be mended."""
        return holds_any(self.form, FOLDED)

    @property
    def sources_unfolded(self) -> bool:
        return len(self.rows.forms) > 1 or any(row["unfolded"] for row in self.shown_rows())

    def shown_rows(self) -> list[dict[str, Any]]:
        """Each row of sources with whether its own folded part stands open."""
        return [{"form": form, "unfolded": holds_any(form, FOLDED_ROW)} for form in self.rows.forms]
