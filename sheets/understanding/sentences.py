"""The words of a sentence: what kind of verdict they tell of."""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import gettext as _

from cases.vocabulary import UpdateDetail
from sheets.understanding.months import folded

_D = UpdateDetail


def _sign(*words: str) -> re.Pattern[str]:
    """Any of these beginnings of words; folded as the texts are in which they are looked for."""
    return re.compile("|".join(folded(word) for word in words))


_TERM = _sign(
    r"\d(?:[.,]\d+)? ?-?(?:years?|yrs?|y|months?|mos?|ans?|mois|años?|meses|mes|jahre?n?|monate?|yıl|ay|lat)\b",
    r"\d ?-?(?:лет|года?|годов|мес\w*|гадоў|гады|рок\w*|рік|міс\w*|سال|ماه|سنوات|سنة|عاما|شهر\w*)\b",
    r"[\d一二三四五六七八九十] ?[個个]?[年月]",
)
#: By what each kind of verdict is known.
_SIGNS = {
    _D.ACQUITTED: _sign(
        r"\bacquit|\bnot guilty\b|\bоправда|\bапраўда|\bвиправда|\babsuelt|\babsoluci|\brelaxe|\bfreispruch",
        r"\bfreigesprochen|\bberaat|تبرئه|براءة|برائت|无罪|無罪",
    ),
    _D.SUSPENDED: _sign(
        r"\bsuspended\b|\bconditional|\bprobation|\bусловн|\bумоўн|\bумовн|\bcondicional|\bsuspendid|\bsursis\b",
        r"\bbewährung|\bertele|تعلیقی|وقف التنفيذ|缓刑|緩刑",
    ),
    _D.FINE: _sign(r"\bfined?\b|\bштраф|\bmulta\b|\bamende\b|\bgeldstrafe|\bpara cezası|جریمه|غرامة|罚金|罰金|罚款"),
    _D.CUSTODIAL: _sign(
        r"\bprison|\bimprison|\bjail|\bcolony\b|\bregime\b|\bcustod|\blife\b|\bлишени\w* свобод|\bпозбавлен",
        r"\bпазбаўлен|\bколони|\bкалоні|\bик\b|\bрежим|\bрэжым|\bпожизнен|\bпажыццёв|\bдовічн|\bcárcel|\bprisión",
        r"\bcadena perpetua|\bcolonia\b|\bferme\b|\bréclusion|\bperpétuité|\bfreiheitsstrafe|\bhaft|\blebenslang",
        r"\bhapis|\bmüebbet|زندان|حبس|سجن|مؤبد|徒刑",
    ),
}
#: No prison and yet no freedom: restriction at home, compulsory work, treatment. No detail of ours says that.
_NEITHER = _sign(
    r"ограничени\w* свобод|абмежаванн\w* свабод|обмеженн\w* вол|restrict\w* (?:of )?(?:freedom|liberty)|house arrest",
    r"home confinement|community (?:service|work)|(?:исправительн|обязательн|принудительн)\w+ (?:работ|лечен)",
    r"\bхими|\bхімі|psychiatric|arresto domiciliario|hausarrest|travail d.intérêt général|管制",
)
#: One part is suspended and another is not, or what was suspended is so no more; or it is denied.
_MIXED = _sign(
    r"\bof which\b|\bpartly\b|\bfirst suspended|\bdont\b|\bdavon\b|\bиз них\b|\bз іх\b|\bз них\b|\bde los cuales\b",
    r"\breplac|\bmade real\b|\bactivat|\brevok|\binstead\b|\bзамен|\bзамян|\bвместо\b|\bотмен",
    r"\b(?:not|не|no|sin|sans|without|nicht|без) (?:suspended|conditional|acquit|условн|умовн|оправд|sursis|bewähr)",
)


@lru_cache(maxsize=4096)
def detail_of_sentence(text: str) -> str:
    """The detail of a verdict: custodial, suspended, acquitted or a fine.

    "" where the words do not tell, or tell two things that contradict. A fine beside a term is no contradiction, and
    neither is the length of a term that is suspended.
    """
    words = folded(text)
    if _NEITHER.search(words) or _MIXED.search(words):
        return ""
    said = {detail for detail, sign in _SIGNS.items() if sign.search(words)}
    if _TERM.search(words):
        said.add(_D.CUSTODIAL)
    for heavier, lighter in ((_D.SUSPENDED, _D.CUSTODIAL), (_D.SUSPENDED, _D.FINE), (_D.CUSTODIAL, _D.FINE)):
        if heavier in said:
            said.discard(lighter)
    return said.pop().value if len(said) == 1 else ""


def doubts(text: str) -> list[tuple[str, str]]:
    """A sentence that does not tell what kind of verdict it was."""
    if not text or detail_of_sentence(text):
        return []
    message = _("These words do not tell what kind of verdict it was: say so in a column for its outcome.")
    return [(text, message)]
