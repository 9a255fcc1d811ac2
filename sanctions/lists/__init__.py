"""The lists that we can read, one module each; `FORMATS` by what `manage.py import_list` calls them."""

from sanctions.lists import ca
from sanctions.lists.shapes import ListFormat

FORMATS: dict[str, ListFormat] = {module.FORMAT.key: module.FORMAT for module in (ca,)}
