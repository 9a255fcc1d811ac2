"""What becomes of the rows of a sheet of actions."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Organisation
from advocacy.forms.records import named
from advocacy.models import Action, ActionCase
from advocacy.services.actions import check_action
from advocacy.services.judging import level_on
from advocacy.services.logging import check_sources, said_on
from cases.models import Case
from cases.services.judging import check_update
from core import clock
from core.search_keys import search_key
from sheets.columns.actions import action_data
from sheets.models import SheetImport
from sheets.planning.on_cases import AddsOnce, CaseRow


def key_of_action(case: int, kind: str, sent: str, summary: str) -> Hashable:
    """What makes two acts one: the same thing for the same prisoner on the same day in the same words."""
    return case, kind, sent, search_key(summary) or summary


class ActionPlanner(AddsOnce):
    """Somebody else's act needs a source, and stands on the timeline too; what is planned, or ours, needs none."""

    def __init__(self, sheet: SheetImport) -> None:
        super().__init__(sheet)
        self.known = {one.slug: one for one in Organisation.objects.all()}

    def key_of(self, one: CaseRow) -> Hashable:
        return key_of_action(one.case.pk, one.values["kind"], one.values.get("sent", ""), one.values["summary"])

    def recorded(self, cases: Sequence[Case]) -> set[Hashable]:
        actions = Action.objects.visible_to(self.by).filter(cases__in=cases).order_by()
        links = ActionCase.objects.filter(case__in=cases, action__in=actions.values("pk"))
        facts = links.values_list("case", "action__kind", "action__sent", "action__summary")
        return {key_of_action(case, kind, sent.to_edtf() if sent else "", said) for case, kind, sent, said in facts}

    def check(self, one: CaseRow) -> None:
        self._name_organisations(one)
        if one.row.is_broken:
            return
        data, citations = action_data(one.values, one.row.notes, self.known)
        try:
            check_action(data, clock.today())
            check_sources(data, citations, [one.case], self.by)
            level_on([one.case], data.level, self.by)
            if citations:
                said = said_on(data, citations, one.case, self.by)
                check_update(case=one.case, data=said, logged_on=clock.today())
        except ValidationError as error:
            self.objected(one, error)

    def _name_organisations(self, one: CaseRow) -> None:
        """Put their codes in the place of names: those that nobody has here are asked about once for the sheet."""
        one.values["actor"] = [self._slug(one, "actor", text) for text in one.values["actor"]]
        if "addressee" in one.values:
            one.values["addressee"] = self._slug(one, "addressee", one.values["addressee"])

    def _slug(self, one: CaseRow, key: str, text: str) -> str:
        said = self.cells.context.said(key, text) or text
        if said in self.known:
            return said
        try:
            return named(said, self.known.values()).slug
        except ValidationError:
            message = _("“%(name)s” is no organisation that we have: choose one, or ask an admin to add it.")
            self.ask(one, key, text, message % {"name": text})
            return ""
