"""Belarusian: the month of a day stands in the genitive."""

DATE_FORMAT = "j E Y"
SHORT_DATE_FORMAT = "j b Y"
MONTH_DAY_FORMAT = "j E"
YEAR_MONTH_FORMAT = "b Y"
DATETIME_FORMAT = "j E Y, H:i"
SHORT_DATETIME_FORMAT = "j b Y, H:i"
