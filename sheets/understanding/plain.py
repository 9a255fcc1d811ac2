"""Cells that are taken as they are: names, texts, colleagues."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sheets.shapes import CellError
from sheets.understanding.house import House

_NOTHING = """
? · ?? · ??? · - · -- · --- · – · — · − · / · . · .. · ... · …
n/a · na · n.a. · none · null · nil · unknown · unk · unk. · tbd · tbc · not known · not available · no data
неизвестно · не известно · неизв · неизв. · нет · нет данных · н/д · невядома · няма · невідомо · немає
desconocido · desconocida · se desconoce · sin datos · s/d · inconnu · inconnue · non connu
unbekannt · k.a. · keine angabe · bilinmiyor · yok · نامشخص · نامعلوم · غير معروف · مجهول · 不详 · 不明 · 未知 · 无 · 無
"""
#: What people write where they know nothing.
NOTHING = frozenset(word for line in _NOTHING.strip().splitlines() for word in line.split(" · ")) | {""}


#: Marks of direction, and blanks without a width. The joiners stay: Persian and Indic scripts spell with them.
_UNSEEN = dict.fromkeys([
    0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2065),
    *range(0x2066, 0x206A), 0xFEFF,
])  # fmt: skip


def is_nothing(text: str) -> bool:
    """Whether a cell says that nothing is known."""
    return " ".join(text.casefold().split()) in NOTHING


def text_of(text: str, longest: int) -> str:
    """A text as it stands, with its blanks folded; line breaks stay."""
    kept = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if len(kept) > longest:
        raise CellError(
            _("This text has %(n)s characters; %(most)s fit here. Shorten it, or map the column to notes.")
            % {"n": len(kept), "most": longest}
        )
    return kept


def name_of(text: str, longest: int = 160) -> str:
    """A person's name in any script, as it is read: without marks that nobody sees and that turn letters round."""
    name = text_of(" ".join(text.translate(_UNSEEN).split()), longest)
    if name and not any(letter.isalpha() for letter in name):
        raise CellError(_("“%(text)s” is no name: it has no letters.") % {"text": name})
    return name


def colleague_of(text: str, house: House) -> str:
    """The e-mail address of a colleague, by that address or by name."""
    if is_nothing(text):
        return ""
    email = house.colleague(text)
    if email is None:
        raise CellError(
            _("“%(text)s” is nobody of your organisation who has an account here: write the e-mail address.")
            % {"text": text.strip()[:100]}
        )
    if not email:
        raise CellError(
            _("Several colleagues are called “%(text)s”: write the e-mail address.") % {"text": text.strip()[:100]}
        )
    return email
