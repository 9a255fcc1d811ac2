"""The frameworks by which we judge a detention ourselves: their criteria in our own words, and the asks that follow.

Nothing here decides: a criterion is met when a person says so, with evidence, and a proposed ask is made by a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from advocacy.vocabulary import ActionKind, AskKind, Framework

#: Whom the proposed asks are addressed to: short names of reference organisations.
US_STATE, US_ENVOY, PACE_ASSEMBLY = "us-state", "us-speha", "pace"
UNITED_STATES = "US"


@dataclass(frozen=True)
class CriterionRule:
    """One criterion: `code` as the rule numbers it, what it asks, what would show it, and where the rule stands."""

    code: str
    label: Promise
    evidence: Promise
    source: str


@dataclass(frozen=True)
class Rules:
    """One framework: what it is for, its criteria, and what else must be known before it is used."""

    name: Promise
    about: Promise
    note: Promise
    criteria: tuple[CriterionRule, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.criteria)


@dataclass(frozen=True)
class Proposal:
    """An ask, or an action to plan, that follows from what is met. `query` fills the form; it names no person."""

    wording: Promise
    why: Promise
    kind: str
    addressee: str = ""
    is_action: bool = False

    @property
    def query(self) -> str:
        fields = {"kind": self.kind, "addressee": self.addressee}
        fields |= {"summary" if self.is_action else "wording": str(self.wording)}
        return urlencode({name: value for name, value in fields.items() if value})


def asks_that_follow(framework: str, met: Collection[str], countries: Collection[str]) -> list[Proposal]:
    """What may be asked, or planned, where the criteria with the codes `met` are met.

    `countries` are the codes of those whose national or resident the prisoner is: the Levinson Act is for the United
    States' own.
    """
    if not met:
        return []
    if framework == Framework.LEVINSON:
        return list(_levinson(met)) if UNITED_STATES in countries else []
    return [_PETITION] if framework == Framework.WGAD else [_RECOGNISE]


def _levinson(met: Collection[str]) -> Iterator[Proposal]:
    yield Proposal(
        _("Determine that the detention is unlawful or wrongful under the Levinson Act"),
        _("The Secretary of State reviews such detentions, as expeditiously as possible; no time limit is set."),
        AskKind.WRONGFUL_DETENTION,
        US_STATE,
    )
    if "11" in met:
        yield Proposal(
            _("Engage the detaining state to secure the release"),
            _("Criterion 11: no release without it. Once determined, the envoy’s office takes the case over."),
            AskKind.NEGOTIATE,
            US_ENVOY,
        )


_PETITION = Proposal(
    _("Petition the Working Group on Arbitrary Detention"),
    _("Anyone may file, and other remedies need not be exhausted first. Ask the family before."),
    ActionKind.WGAD_PETITION,
    "wgad",
    is_action=True,
)
_RECOGNISE = Proposal(
    _("Recognise as a political prisoner under Resolution 1900 (2012), and raise the case"),
    _("The Assembly’s members may raise a case in debates, written questions and motions."),
    AskKind.RAISE,
    PACE_ASSEMBLY,
)

_LEVINSON_SOURCE = "22 U.S.C. § 1741(a)({})"
_LEVINSON = (
    (
        _("Credible information points to innocence"),
        _("What shows it: an alibi, a withdrawn statement, an expert’s finding, documents US officials hold."),
    ),
    (
        _("Held only or mainly for being a US national"),
        _("Nationality named by officials or in the file; others treated otherwise for the same conduct."),
    ),
    (
        _("Held to move US policy, or to gain something from the United States"),
        _("Demands, offers of exchange, officials’ statements, the timing of arrest and of sanctions."),
    ),
    (
        _("Held for using or defending freedom of the press, religion or peaceful assembly"),
        _("The articles, sermons or gatherings that the charge is about, and the charge itself."),
    ),
    (
        _("Held against the law of the detaining country"),
        _("The article broken: no warrant, a time limit passed, no court in charge."),
    ),
    (
        _("Independent organisations or journalists doubt the guilt with reason"),
        _("Their reports, with the reasons they give."),
    ),
    (
        _("The US mission there has credible reports that the charge is a pretext"),
        _("Statements of the embassy or the Department; what was reported to them, and when."),
    ),
    (
        _("The State Department’s own report calls the courts or police there unfair or corrupt"),
        _("The year and section of the country report on human rights."),
    ),
    (
        _("The conditions are inhumane"),
        _("Isolation, ill-treatment, care refused: dates, witnesses, medical findings."),
    ),
    (
        _("Due process failed so badly that the detention is arbitrary"),
        _("No counsel of choice, closed trial, evidence not heard, no real appeal: each with its day."),
    ),
    (
        _("Release is unlikely without US diplomacy"),
        _("Appeals used up or useless; earlier cases that ended only by negotiation."),
    ),
)
_PACE_SOURCE = "PACE Resolution 1900 (2012), paragraph 3.{}"
_PACE = (
    (
        _("Held in breach of a basic guarantee of the European Convention, above all of thought, speech or assembly"),
        _("The right, and the words or acts that the detention answers."),
    ),
    (
        _("Held for purely political reasons, with no link to any offence"),
        _("What the authorities reproach, and that no law forbids it."),
    ),
    (
        _("Held longer or more harshly than the offence warrants, from political motives"),
        _("Usual sentences and conditions for the same article, and signs of the motive."),
    ),
    (
        _("Held while others in the same position are not, from political motives"),
        _("Comparable people and how they were treated, and signs of the motive."),
    ),
    (
        _("Held after clearly unfair proceedings that have to do with the authorities’ political motives"),
        _("What was unfair, step by step, and signs of the motive."),
    ),
)
_WGAD_SOURCE = "WGAD methods of work (A/HRC/36/38), paragraph 8, category {}"
_WGAD = (
    (
        _("No legal basis at all, for instance held after the sentence was served"),
        _("No warrant, no charge, a release order ignored, a term that ended: with the day."),
    ),
    (
        _("Held for using rights and freedoms of the Universal Declaration or the Covenant"),
        _("The article of the Declaration or the Covenant, and what the person said, wrote or did."),
    ),
    (
        _("A trial so unfair that it makes the detention arbitrary"),
        _("Each guarantee broken, with its day: counsel, publicity, witnesses, time to prepare, appeal."),
    ),
    (
        _("Asylum seekers, migrants or refugees held for long without review by a court"),
        _("Since when, under which order, and which review was refused."),
    ),
    (
        _("Held by discrimination: origin, language, religion, opinion, sex, disability or any other ground"),
        _("The ground, and others of that group treated alike; or of another, treated better."),
    ),
)


def _criteria(codes: str, texts: tuple[tuple[Promise, Promise], ...], source: str) -> tuple[CriterionRule, ...]:
    pairs = zip(codes.split(), texts, strict=True)
    return tuple(CriterionRule(code, label, evidence, source.format(code)) for code, (label, evidence) in pairs)


RULES: dict[str, Rules] = {
    Framework.LEVINSON: Rules(
        name=_("Levinson Act: unlawful or wrongful detention of US nationals"),
        about=_(
            "For US nationals, and residents with strong ties. The criteria are weighed together; none decides alone."
        ),
        note=_("The determination is the Secretary of State’s. It says nothing about guilt."),
        criteria=_criteria("1 2 3 4 5 6 7 8 9 10 11", _LEVINSON, _LEVINSON_SOURCE),
    ),
    Framework.PACE: Rules(
        name=_("Political prisoner: Resolution 1900 of the Parliamentary Assembly of the Council of Europe"),
        about=_("One criterion met is enough. Adopted on 3 October 2012."),
        note=_(
            "OVD-Info and Memorial also ask that the person neither used violence against people nor called for it, "
            "and did not incite hatred: look at that before asking them for recognition."
        ),
        criteria=_criteria("a b c d e", _PACE, _PACE_SOURCE),
    ),
    Framework.WGAD: Rules(
        name=_("Arbitrary detention: the five categories of the UN Working Group"),
        about=_("One category met is enough. Several may be met at once."),
        note=_("Only the Working Group finds a detention arbitrary, in an opinion on a communication."),
        criteria=_criteria("I II III IV V", _WGAD, _WGAD_SOURCE),
    ),
}
