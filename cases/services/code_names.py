"""What a case may go by where its prisoner must not be named."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.search_keys import search_words


def fit_code_name(text: str, names: Iterable[str]) -> str:
    """A code name that goes into mails, where nobody may read from it who is meant: of somebody with these `names`.

    Raises ValidationError.
    """
    name = " ".join(text.split())
    if not name.isprintable():
        raise ValidationError(_("A code name is made of letters, figures and blanks."))
    theirs = {word for word in search_words(" ".join(names)) if len(word) > 2}
    if theirs & set(search_words(name)):
        raise ValidationError(_("A code name must not hold a word of the prisoner’s name: mails carry it."))
    return name
