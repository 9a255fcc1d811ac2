"""The ten people's statuses, day by day, written by hand from the published facts.

A second account beside the demonstration data: nothing here is computed or copied from the data files, so that a
mistake in the fold and a mistake in the data each show. Where the facts give only a month, or two sources differ, the
status begins on the latest possible day.
"""

from dataclasses import dataclass, field
from datetime import date

from cases.vocabulary import Contact


@dataclass(frozen=True)
class Timeline:
    """`place_unknown`: first day, and the first day on which the place is known again. `contact`: as facts say it."""

    statuses: list[tuple[str, str]]
    place_unknown: list[tuple[str, str]] = field(default_factory=list)
    contact: list[tuple[str, Contact]] = field(default_factory=list)

    def status_on(self, day: date) -> str:
        begun = [status for first, status in self.statuses if date.fromisoformat(first) <= day]
        return begun[-1] if begun else "unknown"

    def place_known_on(self, day: date) -> bool:
        return not any(
            date.fromisoformat(lost) <= day < date.fromisoformat(found) for lost, found in self.place_unknown
        )


TIMELINES = {
    "kara-murza": Timeline(
        [
            ("2015-05-26", "at_risk"),  # first poisoning
            ("2022-04-11", "detained"),
            ("2022-04-12", "administrative_detention"),  # 15 days for disobeying police
            ("2022-04-22", "pretrial"),
            ("2023-03-13", "on_trial"),
            ("2023-04-17", "convicted_appeal"),  # 25 years
            ("2023-07-31", "serving"),  # appeal rejected
            ("2024-08-01", "released"),  # exchange
        ],
        place_unknown=[("2024-01-26", "2024-01-30")],
        contact=[("2022-04-11", Contact.NEVER_RECORDED), ("2024-01-28", Contact.NONE), ("2024-08-01", Contact.YES)],
    ),
    "magnitsky": Timeline(
        [
            ("2008-11-24", "detained"),
            ("2008-11-30", "pretrial"),  # remanded in November
            ("2009-11-16", "died_in_custody"),
        ],
    ),
    "navalny": Timeline(
        [
            ("2020-08-20", "at_risk"),  # poisoned
            ("2021-01-17", "detained"),
            ("2021-01-18", "pretrial"),
            ("2021-02-02", "serving"),  # suspended term made real; later verdicts change nothing
            ("2024-02-16", "died_in_custody"),
        ],
        place_unknown=[("2023-12-06", "2023-12-25")],
        contact=[("2023-12-06", Contact.NONE), ("2023-12-24", Contact.NONE)],
    ),
    "gershkovich": Timeline(
        [
            ("2023-03-29", "detained"),
            ("2023-04-07", "pretrial"),  # charged: 30 March or 7 April
            ("2024-06-26", "on_trial"),
            ("2024-07-19", "convicted_appeal"),  # 16 years
            ("2024-08-01", "released"),
        ],
    ),
    "kurmasheva": Timeline(
        [
            ("2023-06-02", "exit_ban"),  # passports taken
            ("2023-10-18", "detained"),
            ("2023-10-23", "pretrial"),
            ("2024-07-19", "convicted_appeal"),  # 6½ years: 16 or 19 July
            ("2024-08-01", "released"),
        ],
    ),
    "zaghari-ratcliffe": Timeline(
        [
            ("2016-04-03", "detained"),
            ("2016-08-31", "on_trial"),  # secret trial in August
            ("2016-09-09", "convicted_appeal"),  # five years reported
            ("2017-04-30", "serving"),  # upheld in April
            ("2020-03-17", "temporary_release"),  # with a tag
            ("2021-03-07", "exit_ban"),  # term ended, passport kept; tried again while barred from leaving
            ("2022-03-16", "released"),
        ],
    ),
    "rusesabagina": Timeline(
        [
            ("2020-08-27", "disappeared"),
            ("2020-08-31", "detained"),  # shown in Kigali
            ("2020-09-14", "pretrial"),
            ("2021-02-17", "on_trial"),
            ("2021-09-30", "convicted_appeal"),  # 25 years, in September
            ("2022-05-31", "serving"),  # upheld: 4 April or in May
            ("2023-03-24", "released"),  # commuted
        ],
        place_unknown=[("2020-08-27", "2020-08-31")],
        contact=[("2020-08-27", Contact.NONE)],
    ),
    "kalesnikava": Timeline(
        [
            ("2020-09-07", "disappeared"),
            ("2020-09-08", "detained"),
            ("2020-09-09", "pretrial"),
            ("2021-08-04", "on_trial"),
            ("2021-09-06", "convicted_appeal"),  # 11 years
            ("2021-12-24", "serving"),
            ("2025-12-13", "exiled"),  # freed and taken out of the country
        ],
        place_unknown=[("2020-09-07", "2020-09-08")],
        contact=[
            ("2020-09-07", Contact.NONE),
            ("2023-03-01", Contact.NONE),  # last contact in February
            ("2024-11-11", Contact.NONE),
            ("2024-11-12", Contact.YES),  # her father's visit
            ("2025-12-13", Contact.YES),
        ],
    ),
    "liu-xiaobo": Timeline(
        [
            ("2008-12-08", "detained"),
            ("2009-06-23", "pretrial"),  # formal arrest, which is the procurators' approval of custody
            ("2009-12-23", "on_trial"),
            ("2009-12-25", "convicted_appeal"),  # 11 years
            ("2010-02-28", "serving"),  # upheld in February
            ("2017-06-26", "temporary_release"),  # medical parole
            ("2017-07-13", "died_in_custody"),
        ],
    ),
    "liu-xia": Timeline(
        [
            ("2010-10-31", "house_arrest"),  # held at home since October
            ("2018-07-10", "released"),  # allowed to leave for Germany
        ],
    ),
}
