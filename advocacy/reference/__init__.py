"""The reference set: bodies that act or are addressed, and procedures with their clocks. Data migrations load it.

Plain values in reading order, no models: an admin changes the rows afterwards, and a migration that is run again leaves
what is there as it is. To add to the set, add here and write a migration that loads it again.
"""

from advocacy.reference.bodies import BODIES, Body
from advocacy.reference.procedures import PROCEDURES, Limit, Version

__all__ = ["BODIES", "PROCEDURES", "Body", "Limit", "Version"]
