"""How much of a sheet is read. What is beyond is no sheet that somebody keeps, or one that is meant to exhaust us."""

from sheets.vocabulary import SheetKind

MB = 1024 * 1024
_BY_ROW = (SheetKind.UPDATES, SheetKind.OFFICIALS, SheetKind.DATES)
#: As it comes. An upload is refused before it is stored, this is for the command.
LARGEST = 50 * MB
MOST_COLUMNS = 300
#: Cases are written in bulk; the others row by row, in one transaction for which other writers on SQLite have to wait.
MOST_ROWS = {SheetKind.CASES: 20_000, SheetKind.ACTIONS: 500, **dict.fromkeys(_BY_ROW, 2_000)}
#: Of one cell, in characters; and of one record of a CSV file, in characters and in lines.
LONGEST_CELL, LONGEST_RECORD, TALLEST_RECORD = 10_000, 100_000, 500
#: Titles may stand above the headings; these are within so many rows.
HEADINGS_WITHIN = 15
SAMPLES = 20

#: Of a workbook: what it may unpack to, and one part of it; and how many different texts it may have.
LARGEST_WORKBOOK, LARGEST_PART, MOST_TEXTS = 256 * MB, 64 * MB, 1_000_000
#: Its parts that are no rows: names of sheets, formats of numbers.
LARGEST_SMALL_PART, MOST_FORMATS = 16 * MB, 100_000
LARGEST_TEXTS = 64 * MB
#: What a spreadsheet program can number.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
