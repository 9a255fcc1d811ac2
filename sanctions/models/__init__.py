from sanctions.models.designation import Designation, NamelessDesignation, NotSought
from sanctions.models.listing import Change, Entry, ListSource, Snapshot, SnapshotFile
from sanctions.models.match import Match, ScreeningRun
from sanctions.models.merge import OfficialMerge
from sanctions.models.programme import Programme, ProgrammeDate, WatchedJurisdiction
from sanctions.models.submission import Submission, SubmissionSection, SubmissionTarget

__all__ = [
    "Change",
    "Designation",
    "Entry",
    "ListSource",
    "Match",
    "NamelessDesignation",
    "NotSought",
    "OfficialMerge",
    "Programme",
    "ProgrammeDate",
    "ScreeningRun",
    "Snapshot",
    "SnapshotFile",
    "Submission",
    "SubmissionSection",
    "SubmissionTarget",
    "WatchedJurisdiction",
]
