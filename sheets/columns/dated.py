"""The columns whose cell is a date: each stands for one update of a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.models import Update
from cases.vocabulary import DETAILS, UpdateDetail, UpdateKind
from sheets.facts import CaseFacts
from sheets.understanding.sentences import detail_of_sentence

_K, _D = UpdateKind, UpdateDetail


@dataclass(frozen=True)
class Dated:
    """Which update a date stands for. `detail` is fixed; else the column `detail_in` says it, else `silent`.

    `apart`: a detail that is another matter, as an appeal against custody is beside one against the verdict.
    `last`: of several updates of the kind it is the latest; else the first.
    """

    kind: UpdateKind
    detail: UpdateDetail | str = ""
    detail_in: str = ""
    silent: UpdateDetail | str = ""
    apart: UpdateDetail | str | None = None
    last: bool = False

    def is_meant(self, update: Update) -> bool:
        """Whether `update` is of this kind, and of the detail where that is fixed."""
        of_kind = update.kind == self.kind and update.detail != self.apart
        return of_kind and (not self.detail or update.detail == self.detail)

    @property
    def details(self) -> tuple[UpdateDetail, ...]:
        """What `detail_in` may say."""
        return tuple(one for one in DETAILS.get(self.kind, ()) if one != self.apart)

    def all_of(self, facts: CaseFacts) -> list[Update]:
        """The updates of `facts` that it may stand for, earliest first."""
        return [update for update in facts.updates if self.is_meant(update)]

    def of(self, facts: CaseFacts) -> Update | None:
        """The one it stands for; None where none is recorded, or none that the user may see."""
        found = self.all_of(facts)
        return found[-1 if self.last else 0] if found else None

    def detail_said(self, values: Mapping[str, Any]) -> str:
        """The detail of a new update by what the row says; of a verdict also by the words of the sentence."""
        said = self.detail or values.get(self.detail_in) or ""
        if not said and self.kind == UpdateKind.VERDICT:
            said = detail_of_sentence(str(values.get("sentence") or ""))
        return str(said or self.silent)


#: In the order in which things follow one another.
DATED: dict[str, Dated] = {
    "abducted": Dated(_K.ABDUCTION),
    "arrested": Dated(_K.ARREST),
    "jailed": Dated(_K.ADMINISTRATIVE_JAIL),
    "remanded": Dated(_K.RESTRAINT, _D.CUSTODY),
    "house_arrest": Dated(_K.RESTRAINT, _D.HOUSE_ARREST),
    "bailed": Dated(_K.RESTRAINT, _D.BAIL),
    "exit_banned": Dated(_K.RESTRAINT, _D.EXIT_BAN),
    "committed": Dated(_K.PSYCHIATRIC_COMMITMENT),
    "charged": Dated(_K.CHARGE),
    "trial": Dated(_K.TRIAL_OPENED),
    "verdict": Dated(_K.VERDICT, detail_in="verdict_outcome", silent=_D.CUSTODIAL, last=True),
    "appeal_filed": Dated(_K.APPEAL_FILED, last=True),
    "appeal": Dated(
        _K.APPEAL_DECIDED, detail_in="appeal_outcome", silent=_D.UPHELD, apart=_D.INTERIM_REFUSED, last=True
    ),
    "sentence_activated": Dated(_K.SENTENCE_ACTIVATED, last=True),
    "temporary_release": Dated(_K.TEMPORARY_RELEASE, detail_in="temporary_reason", silent=_D.FURLOUGH, last=True),
    "returned": Dated(_K.RETURNED, last=True),
    "term_expired": Dated(_K.TERM_EXPIRED, last=True),
    "moved": Dated(_K.TRANSFER, _D.ARRIVED, last=True),
    "released": Dated(_K.RELEASE, detail_in="release_reason", last=True),
    "died": Dated(_K.DEATH, detail_in="death_cause", silent=_D.CAUSE_UNKNOWN, last=True),
}
#: The columns that say a dated one more closely: `verdict_outcome` belongs to `verdict`.
CLOSER: dict[str, str] = {dated.detail_in: key for key, dated in DATED.items() if dated.detail_in}
