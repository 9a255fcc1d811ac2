"""The lists that we can read, one module each; `FORMATS` by what `manage.py import_list` calls them."""

from sanctions.lists import au, ca, ch, eu, opensanctions, uk, uk_ofsi, un, us_advanced, us_legacy, us_sdn
from sanctions.lists.shapes import ListFormat

_MODULES = (us_sdn, us_advanced, us_legacy, uk, uk_ofsi, eu, ca, un, ch, au, opensanctions)
FORMATS: dict[str, ListFormat] = {module.FORMAT.key: module.FORMAT for module in _MODULES}
