"""Words of the reference tables in the reader's language: what the product ships; what an admin adds stands as written.

Categories are those of migration 0004, regions those of the UN's M49 as in migration 0003.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from core.country_names import country_name, english_name

SHIPPED = frozenset(
    {
        *(_("Journalist"), _("Blogger"), _("Writer"), _("Opposition politician"), _("Party member")),
        *(_("Human-rights defender"), _("Lawyer"), _("Academic"), _("Student"), _("Religious leader")),
        *(_("Religious believer"), _("Member of an ethnic minority"), _("Labour activist")),
        *(_("Environmental defender"), _("Women’s-rights defender"), _("LGBTI person or defender"), _("Artist")),
        *(_("Whistleblower"), _("Civil servant"), _("Refuser of military service"), _("Protester")),
        *(_("Business person"), _("Medical worker"), _("Relative of a target"), _("Foreign or dual national")),
        _("Humanitarian worker"),
        *(_("Northern Africa"), _("Eastern Africa"), _("Middle Africa"), _("Southern Africa"), _("Western Africa")),
        *(_("Caribbean"), _("Central America"), _("South America"), _("Northern America"), _("Central Asia")),
        *(_("Eastern Asia"), _("South-eastern Asia"), _("Southern Asia"), _("Western Asia"), _("Eastern Europe")),
        *(_("Northern Europe"), _("Southern Europe"), _("Western Europe"), _("Australia and New Zealand")),
        *(_("Melanesia"), _("Micronesia"), _("Polynesia"), _("Antarctica")),
    }
)


def state_name(code: str, name: str) -> str:
    """The state `code` in the reader's language; a name that an admin gave it stands as they wrote it."""
    return country_name(code) if name == english_name(code) else name


def in_own_words(text: str) -> str:
    return gettext(text) if text in SHIPPED else text
