"""Sheets at each step of their way, with a few rows, as their pages show them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sheets.models import SheetImport, SheetRow
from sheets.pages.standing import COUNTED
from sheets.shapes import Alike, Changed, Look, Mapping, Planned, Trouble
from sheets.vocabulary import ImportState, SheetKind, Verdict

HEADINGS = ("Имя", "Страна", "Задержан", "Статья", "№")
LOOK = Look(
    sheet="Лист1",
    sheets=("Лист1", "старое"),
    heading_row=2,
    headings=HEADINGS,
    samples=(("Анна Пример", "BY", "02/03/2023", "пікет", "1"), ("Пётр Пример", "BY", "", "ст. 342", "2")),
    rows=2,
    notes=("A hidden sheet was left aside: “старое”.",),
)
COLUMNS = {"Имя": "name", "Страна": "state", "Задержан": "arrested", "Статья": "charge", "№": ""}
MAPPING = Mapping(columns=COLUMNS, always={"source": "https://news.example/list"})
PICKET = Trouble("Статья", "пікет", "“пікет” is no article that we know.", fatal=False, ask="word:charge")
NO_DAY = Trouble("Задержан", "31/02/2023", "31 February 2023 does not exist.")
UNSURE_DAY = Trouble("Задержан", "04/05/2023", "This may be 4 May or 5 April.", ask="dates")
ANNA = {"name": "Анна Пример", "state": "BY", "arrested": "2023-03-02"}
FILE = "зняволеныя.xlsx"


def sheet(by, state=ImportState.WAITING, *, kind=SheetKind.CASES, look=LOOK, mapping=MAPPING, **more) -> SheetImport:
    more = {"file_name": FILE, "organisation": by.organisation, **more}
    if state not in (ImportState.OPENING, ImportState.REFUSED):
        more |= {"look": look.to_json(), "mapping": mapping.to_json()}
    return SheetImport.objects.create(by=by, kind=kind, state=state, **more)


def row(of, number, verdict, *, choice="", about=None, **planned) -> SheetRow:
    """A row of the sheet, counted by it; `about`: the case that it is about."""
    plan = Planned(number, verdict, case=about.reference if about else "", **planned)
    setattr(of, COUNTED[verdict], getattr(of, COUNTED[verdict]) + 1)
    of.rows += 1
    of.save()
    return SheetRow.objects.create(
        sheet=of,
        number=number,
        verdict=verdict,
        troubled=bool(plan.troubles),
        plan=plan.to_json(),
        choice=choice,
    )


def waiting(by, case) -> SheetImport:
    """A sheet that was read: a row of each kind, one with a word that nobody knows, a duplicate of `case`."""
    made = sheet(by)
    row(made, 3, Verdict.ADD, name=ANNA["name"], values=ANNA)
    row(
        made,
        4,
        Verdict.CHANGE,
        name=case.prisoner.name,
        about=case,
        changes=[Changed("arrested", "2023-03-01", "2023-03-02")],
        troubles=[PICKET],
    )
    row(
        made,
        5,
        Verdict.ALIKE,
        name="Пётр Пример",
        values={"name": "Пётр Пример", "state": "BY", "birth": "1980"},
        alike=[Alike(case.prisoner.name, ("the same name in another script",), case.reference)],
    )
    row(made, 6, Verdict.BROKEN, name="Без Даты", troubles=[NO_DAY])
    row(made, 7, Verdict.SAME, name=case.prisoner.name, about=case)
    return made


def at(name, what, **query) -> str:
    return reverse(f"sheets:{name}", args=[getattr(what, "reference", what)], query=query)


def upload(text="Имя;Страна\nАнна Пример;BY\n", name="люди.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def named(of=COLUMNS, **more) -> dict[str, str]:
    """What the form of columns sends, by heading."""
    sent = {f"column_{number}": of.get(heading, "") for number, heading in enumerate(HEADINGS)}
    return sent | {"always_source": "https://news.example/list", "dates": "ask"} | more
