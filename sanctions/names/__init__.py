"""Names as letters: read into tokens that compare across scripts and spellings. Nothing here knows a database."""
