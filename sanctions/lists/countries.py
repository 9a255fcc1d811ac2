"""Countries by the names that lists use, in English as their publishers write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import override
from django_countries.base import CountriesBase
from django_countries.data import ALT_CODES, COUNTRIES

#: What official lists say and the standard does not; "XK" is the code in use for Kosovo.
ALSO_CALLED = {
    "Bahamas, The": "BS",
    "Bosnia-Herzegovina": "BA",
    "Britain": "GB",
    "British Virgin Islands": "VG",
    "Virgin Islands, British": "VG",
    "Brunei": "BN",
    "Burma": "MM",
    "Cape Verde": "CV",
    "China, People's Republic of": "CN",
    "Congo, Democratic Republic of the": "CD",
    "Congo (Democratic Republic)": "CD",
    "DRC": "CD",
    "Congo, Republic of the": "CG",
    "Republic of the Congo": "CG",
    "Cote d Ivoire": "CI",
    "Ivory Coast": "CI",
    "Czech Republic": "CZ",
    "Democratic People's Republic of Korea": "KP",
    "DPRK": "KP",
    "Korea, North": "KP",
    "Korea, South": "KR",
    "Republic of Korea": "KR",
    "East Timor": "TL",
    "The Gambia": "GM",
    "Gambia, The": "GM",
    "Gaza": "PS",
    "Occupied Palestinian Territories": "PS",
    "Palestinian": "PS",
    "State of Palestine": "PS",
    "United Republic of Tanzania": "TZ",
    "West Bank": "PS",
    "Great Britain": "GB",
    "UK": "GB",
    "Islamic Republic of Iran": "IR",
    "Kosovo": "XK",
    "Lao PDR": "LA",
    "Macau": "MO",
    "Macedonia": "MK",
    "North Macedonia, The Republic of": "MK",
    "Republic of Belarus": "BY",
    "The Russian Federation": "RU",
    "Swaziland": "SZ",
    "Turkey": "TR",
    "USA": "US",
    "United States": "US",
}


def names() -> Iterator[tuple[str, str]]:
    """Each country by each of its names: (name, ISO 3166 code); what comes later holds."""
    with override("en"):
        said = {code: str(name) for code, name in COUNTRIES.items()}
        common = {code: str(name) for code, name in CountriesBase.COMMON_NAMES.items()}
    # "Venezuela (Bolivarian Republic of)" is Venezuela; of two Koreas neither is Korea.
    short = {code: name.split(" (")[0] for code, name in said.items()}
    shared = Counter(short.values())
    yield from ((name, code) for code, name in short.items() if shared[name] == 1)
    for spoken in (said, common):
        yield from ((name, code) for code, name in spoken.items())
    yield from ((code, code) for code in said)
    yield from ((codes[0], code) for code, codes in ALT_CODES.items())  # three letters
    yield from ALSO_CALLED.items()
