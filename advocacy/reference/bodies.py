"""Bodies that act or are addressed: above countries, of states, and private ones."""

from __future__ import annotations

from typing import NamedTuple


class Body(NamedTuple):
    """`jurisdiction`: an ISO 3166 code, EU, UN, OSCE or COE. Private bodies have none: what they do is their own."""

    slug: str
    name: str
    kind: str
    jurisdiction: str = ""
    parent: str = ""


#: Bodies above countries, a parent before its parts.
INTERNATIONAL = (
    Body("un", "United Nations", "un_body", "UN"),
    Body("un-secretary-general", "UN Secretary-General", "un_body", "UN", "un"),
    Body("ohchr", "Office of the UN High Commissioner for Human Rights", "un_body", "UN", "un"),
    Body("un-special-procedures", "UN special procedures", "un_body", "UN", "un"),
    Body("wgad", "UN Working Group on Arbitrary Detention", "un_body", "UN", "un-special-procedures"),
    Body(
        "wgeid", "UN Working Group on Enforced or Involuntary Disappearances", "un_body", "UN", "un-special-procedures"
    ),
    Body("sr-russia", "UN Special Rapporteur on Russia", "un_body", "UN", "un-special-procedures"),
    Body("sr-belarus", "UN Special Rapporteur on Belarus", "un_body", "UN", "un-special-procedures"),
    Body("sr-iran", "UN Special Rapporteur on Iran", "un_body", "UN", "un-special-procedures"),
    Body("sr-defenders", "UN Special Rapporteur on human rights defenders", "un_body", "UN", "un-special-procedures"),
    Body("sr-expression", "UN Special Rapporteur on freedom of expression", "un_body", "UN", "un-special-procedures"),
    Body("sr-torture", "UN Special Rapporteur on torture", "un_body", "UN", "un-special-procedures"),
    Body("human-rights-committee", "UN Human Rights Committee", "un_body", "UN", "un"),
    Body("ced", "UN Committee on Enforced Disappearances", "un_body", "UN", "un"),
    Body("osce", "OSCE", "other", "OSCE"),
    Body("osce-states", "OSCE participating states", "other", "OSCE", "osce"),
    Body("odihr", "OSCE Office for Democratic Institutions and Human Rights", "other", "OSCE", "osce"),
    Body("coe", "Council of Europe", "other", "COE"),
    Body("pace", "Parliamentary Assembly of the Council of Europe", "parliament", "COE", "coe"),
    Body("ecthr", "European Court of Human Rights", "court", "COE", "coe"),
    Body("eu", "European Union", "government", "EU"),
    Body("eu-council", "Council of the European Union", "government", "EU", "eu"),
    Body("eeas", "European External Action Service", "ministry", "EU", "eu"),
    Body("european-parliament", "European Parliament", "parliament", "EU", "eu"),
)

#: Governments by the name after “Government of”, and what of each state acts or is addressed apart.
GOVERNMENTS = {
    "AE": "the United Arab Emirates",
    "AU": "Australia",
    "BE": "Belgium",
    "BY": "Belarus",
    "CA": "Canada",
    "CH": "Switzerland",
    "CN": "China",
    "DE": "Germany",
    "EE": "Estonia",
    "FR": "France",
    "GB": "the United Kingdom",
    "IR": "Iran",
    "LT": "Lithuania",
    "LV": "Latvia",
    "NO": "Norway",
    "NZ": "New Zealand",
    "QA": "Qatar",
    "RU": "Russia",
    "RW": "Rwanda",
    "SE": "Sweden",
    "US": "the United States",
}
OF_STATES = (
    Body("us-white-house", "White House", "government", "US", "government-us"),
    Body("us-state", "US Department of State", "ministry", "US", "government-us"),
    Body("us-speha", "US Special Presidential Envoy for Hostage Affairs", "envoy", "US", "us-state"),
    Body("us-treasury", "US Department of the Treasury", "ministry", "US", "government-us"),
    Body("us-ofac", "Office of Foreign Assets Control", "ministry", "US", "us-treasury"),
    Body("us-congress", "US Congress", "parliament", "US"),
    Body("us-senate", "US Senate", "parliament", "US", "us-congress"),
    Body("us-house", "US House of Representatives", "parliament", "US", "us-congress"),
    Body("us-lantos-commission", "Tom Lantos Human Rights Commission", "parliament", "US", "us-congress"),
    Body("gb-fcdo", "Foreign, Commonwealth and Development Office", "ministry", "GB", "government-gb"),
    Body("gb-envoy", "UK Envoy for Complex Consular Detentions", "envoy", "GB", "gb-fcdo"),
    Body("gb-parliament", "Parliament of the United Kingdom", "parliament", "GB"),
    Body("ca-global-affairs", "Global Affairs Canada", "ministry", "CA", "government-ca"),
    Body("ca-parliament", "Parliament of Canada", "parliament", "CA"),
    Body("au-dfat", "Australian Department of Foreign Affairs and Trade", "ministry", "AU", "government-au"),
    Body("be-parliament", "Belgian Chamber of Representatives", "parliament", "BE"),
    Body("de-foreign-office", "German Federal Foreign Office", "ministry", "DE", "government-de"),
    Body("lv-foreign-affairs", "Ministry of Foreign Affairs of Latvia", "ministry", "LV", "government-lv"),
)

#: Private bodies, by slug.
NGOS = {
    "amnesty-international": "Amnesty International",
    "chrd": "Chinese Human Rights Defenders",
    "free-russia-foundation": "Free Russia Foundation",
    "freedom-house": "Freedom House",
    "freedom-now": "Freedom Now",
    "hrf": "Human Rights Foundation",
    "human-rights-first": "Human Rights First",
    "human-rights-watch": "Human Rights Watch",
    "mccain-institute": "McCain Institute",
    "pen-america": "PEN America",
    "pen-international": "PEN International",
    "redress": "REDRESS",
    "rsf": "Reporters Without Borders",
    "rwchr": "Raoul Wallenberg Centre for Human Rights",
    "scholars-at-risk": "Scholars at Risk",
    "viasna": "Viasna",
}

BODIES: tuple[Body, ...] = (
    *INTERNATIONAL,
    *(
        Body(f"government-{code.lower()}", f"Government of {name}", "government", code)
        for code, name in GOVERNMENTS.items()
    ),
    *OF_STATES,
    *(Body(slug, name, "ngo") for slug, name in NGOS.items()),
)
