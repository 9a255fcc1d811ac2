"""From the files of a list to its entries: fetched, kept, read, compared, applied."""
