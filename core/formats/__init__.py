"""How dates stand in each language of the house: the day first, no comma, the short month where room is scarce."""
