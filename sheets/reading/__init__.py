"""From a file to rows of texts: CSV and XLSX, whoever wrote them and whatever they are worth."""

from sheets.reading.looking import EXAMPLE, insist_on_few_rows, lines_of, look_at

__all__ = ["EXAMPLE", "insist_on_few_rows", "lines_of", "look_at"]
