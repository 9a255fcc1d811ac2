from sheets.models.first_look import FirstLook
from sheets.models.known import KnownMapping, RowKey
from sheets.models.sheet_import import SheetImport, SheetPart, SheetRow

__all__ = ["FirstLook", "KnownMapping", "RowKey", "SheetImport", "SheetPart", "SheetRow"]
