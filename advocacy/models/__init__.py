"""What was asked of whom, what was done, and what came of it."""

from advocacy.models.action import Action, ActionCase
from advocacy.models.aftercare import Aftercare
from advocacy.models.ask import Ask
from advocacy.models.assessment import Assessment, Criterion
from advocacy.models.campaign import Campaign, CampaignPart
from advocacy.models.contact import Contact
from advocacy.models.determination import Determination, DeterminationCase
from advocacy.models.procedure import Clock, Procedure
from advocacy.models.search import Search
from advocacy.models.thread import Deadline, Pause, Reply

__all__ = [
    "Action",
    "ActionCase",
    "Aftercare",
    "Ask",
    "Assessment",
    "Campaign",
    "CampaignPart",
    "Clock",
    "Contact",
    "Criterion",
    "Deadline",
    "Determination",
    "DeterminationCase",
    "Pause",
    "Procedure",
    "Reply",
    "Search",
]
