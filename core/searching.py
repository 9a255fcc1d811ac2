"""Looking for words in a search key."""

from django.db.models import Q

from core.search_keys import search_words


def every_word(text: str) -> Q:
    """Every word of `text`, in any script, is in the row's `key`; of no word, every row."""
    condition = Q()
    for word in search_words(text):
        condition &= Q(key__contains=word)
    return condition
