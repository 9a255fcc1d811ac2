"""What an alignment is asked: as of which day, under which programmes, of which state's officials."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from advocacy.views.case_tab import AsOfForm
from cases.models import Case, DetainingState
from sanctions.aligned import involvements, officials
from sanctions.alignment import Counts
from sanctions.models import Designation, Programme

THEMATIC, COUNTRY = "thematic", "country"


class AlignmentForm(AsOfForm):
    """A day and the programmes that count; of what the reader sees only."""

    use_required_attribute = False

    programme = forms.ChoiceField(label=_("Programmes"), required=False)

    def __init__(self, *args: Any, reader: User, of: Q, **kwargs: Any) -> None:
        """`of`: which designations stand in the matrix, so that each of their programmes can be chosen."""
        super().__init__(*args, **kwargs)
        seen = Q(pk__in=Designation.objects.filter(of).order_by().values("programme"))
        known = Programme.objects.filter(seen | Q(key=self.data.get("programme") or "")).order_by("key")
        self.fields["programme"].choices = [  # type: ignore[attr-defined]
            ("", _("All programmes")),
            (THEMATIC, _("Thematic: for human rights anywhere")),
            (COUNTRY, _("About one country")),
            *((one.key, one.key) for one in known),
        ]

    @property
    def counts(self) -> Counts:
        """Which programmes count."""
        asked = self.cleaned_data.get("programme", "") if self.is_valid() else ""
        if asked == THEMATIC:
            return lambda programme: programme.thematic
        if asked == COUNTRY:
            return lambda programme: not programme.thematic
        return lambda programme: not asked or programme.key == asked


class CaseAlignmentForm(AlignmentForm):
    """Of one case."""

    def __init__(self, *args: Any, reader: User, case: Case, **kwargs: Any) -> None:
        people = involvements(reader).filter(case=case).order_by().values("official")
        super().__init__(*args, reader=reader, of=Q(official__in=people), **kwargs)


class WholeAlignmentForm(AlignmentForm):
    """Of all officials whom the reader sees, or of one state's."""

    state = forms.ModelChoiceField(
        DetainingState.objects.none(), label=_("State"), to_field_name="code", required=False, empty_label=_("All")
    )

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        self.rows = officials(reader)
        super().__init__(*args, reader=reader, of=Q(official__in=self.rows.order_by().values("pk")), **kwargs)
        states = DetainingState.objects.filter(pk__in=self.rows.order_by().values("state")).order_by("name")
        self.fields["state"].queryset = states  # type: ignore[attr-defined]

    @property
    def asked_state(self) -> DetainingState | None:
        state: DetainingState | None = self.cleaned_data.get("state") if self.is_valid() else None
        return state
