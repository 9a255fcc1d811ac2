"""The words of the field, as codes with labels.

Sources: HURIDOCS Events Standard Formats micro-thesauri, and the published vocabularies of Viasna, CECC, AAPP, Iran
Prison Atlas and OVD-Info. One word for one thing: these codes are also what the API, the exports and `status_on` print.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Who may see a record, from widest to narrowest. Order matters: `cases.visibility` compares positions."""

    PUBLIC = "public", _("Public")
    PARTNERS = "partners", _("Partners")
    TEAM = "team", _("Team")
    RESTRICTED = "restricted", _("Restricted")
    SEALED = "sealed", _("Sealed")


class Liberty(TextChoices):
    AT_RISK = "at_risk", _("At risk")
    DISAPPEARED = "disappeared", _("Disappeared")
    DETAINED_UNACKNOWLEDGED = "detained_unacknowledged", _("Held, capture denied")
    HELD = "held", _("Held")
    ADMINISTRATIVE_DETENTION = "administrative_detention", _("Administrative detention")
    PSYCHIATRIC = "psychiatric", _("Psychiatric confinement")
    HOUSE_ARREST = "house_arrest", _("House arrest")
    TEMPORARY_RELEASE = "temporary_release", _("Temporary release")
    EXIT_BAN = "exit_ban", _("Barred from leaving")
    BAIL = "bail", _("On bail")
    SUSPENDED = "suspended", _("Suspended sentence")
    HELD_PAST_SENTENCE = "held_past_sentence", _("Held past sentence")
    RELEASED = "released", _("Released")
    EXILED = "exiled", _("Freed into exile")
    DIED_IN_CUSTODY = "died_in_custody", _("Died in custody")
    DIED_AFTER_RELEASE = "died_after_release", _("Died after release")
    UNKNOWN = "unknown", _("Unknown")


class Stage(IntegerChoices):
    """How far the proceedings have come. Only rises, except when a court quashes the verdict."""

    NONE = 0, _("No charge recorded")
    PRETRIAL = 1, _("Pretrial")
    ON_TRIAL = 2, _("On trial")
    CONVICTED_APPEAL = 3, _("Convicted, appeal open")
    SERVING = 4, _("Serving")


class Contact(TextChoices):
    NEVER_RECORDED = "never_recorded", _("Never recorded")
    YES = "yes", _("In contact")
    NONE = "none", _("No contact")


class Status(TextChoices):
    """The one word that lists, filters and charts use: liberty, and while held the stage."""

    AT_RISK = "at_risk", _("At risk")
    DISAPPEARED = "disappeared", _("Disappeared")
    DETAINED_UNACKNOWLEDGED = "detained_unacknowledged", _("Held, capture denied")
    DETAINED = "detained", _("Detained, no charge recorded")
    ADMINISTRATIVE_DETENTION = "administrative_detention", _("Administrative detention")
    PRETRIAL = "pretrial", _("Pretrial detention")
    ON_TRIAL = "on_trial", _("On trial")
    CONVICTED_APPEAL = "convicted_appeal", _("Convicted, appeal open")
    SERVING = "serving", _("Serving sentence")
    HELD_PAST_SENTENCE = "held_past_sentence", _("Held past sentence")
    PSYCHIATRIC = "psychiatric", _("Psychiatric confinement")
    HOUSE_ARREST = "house_arrest", _("House arrest")
    TEMPORARY_RELEASE = "temporary_release", _("Temporary release")
    EXIT_BAN = "exit_ban", _("Barred from leaving")
    BAIL = "bail", _("On bail")
    SUSPENDED = "suspended", _("Suspended sentence")
    RELEASED = "released", _("Released")
    EXILED = "exiled", _("Freed into exile")
    DIED_IN_CUSTODY = "died_in_custody", _("Died in custody")
    DIED_AFTER_RELEASE = "died_after_release", _("Died after release")
    UNKNOWN = "unknown", _("Unknown")


class UpdateKind(TextChoices):
    """What an update says happened. The first group moves the four axes of status, the rest is recorded beside it."""

    ABDUCTION = "abduction", _("Abduction")
    CAPTURE_DENIED = "capture_denied", _("Capture denied")
    ARREST = "arrest", _("Arrest")
    ADMINISTRATIVE_JAIL = "administrative_jail", _("Administrative jail")
    RESTRAINT = "restraint", _("Restraint ordered")
    PSYCHIATRIC_COMMITMENT = "psychiatric_commitment", _("Psychiatric commitment")
    CHARGE = "charge", _("Charge")
    CHARGE_ADDED = "charge_added", _("Charge added")
    TRIAL_OPENED = "trial_opened", _("Trial opened")
    HEARING = "hearing", _("Hearing")
    VERDICT = "verdict", _("Verdict")
    APPEAL_FILED = "appeal_filed", _("Appeal filed")
    APPEAL_DECIDED = "appeal_decided", _("Appeal decided")
    SENTENCE_ACTIVATED = "sentence_activated", _("Suspended sentence made real")
    TEMPORARY_RELEASE = "temporary_release", _("Temporary release")
    RETURNED = "returned", _("Returned to custody")
    TERM_EXPIRED = "term_expired", _("Term expired, still held")
    TRANSFER = "transfer", _("Transfer")
    CONTACT_LOST = "contact_lost", _("Contact lost")
    PLACE_LOST = "place_lost", _("Whereabouts lost")
    FAMILY_VISIT = "family_visit", _("Family visit")
    LAWYER_VISIT = "lawyer_visit", _("Lawyer visit")
    CONSULAR_VISIT = "consular_visit", _("Consular visit")
    LETTER_RECEIVED = "letter_received", _("Letter received")
    CONTACT_REGAINED = "contact_regained", _("Contact regained")
    RELEASE = "release", _("Release")
    DEATH = "death", _("Death")
    ATTACK = "attack", _("Threat or attack on the person")
    SEARCH = "search", _("Search or raid")
    ISOLATION = "isolation", _("Placed in isolation")
    HEALTH = "health", _("Health")
    HUNGER_STRIKE_STARTED = "hunger_strike_started", _("Hunger strike started")
    HUNGER_STRIKE_ENDED = "hunger_strike_ended", _("Hunger strike ended")
    ILL_TREATMENT = "ill_treatment", _("Ill-treatment")
    FAMILY_THREATENED = "family_threatened", _("Threat to family or lawyer")
    CONSULAR_REFUSED = "consular_refused", _("Consular access refused")
    PETITION = "petition", _("Petition or request")
    STATEMENT = "statement", _("Statement by a government or body")
    UN_ACTION = "un_action", _("UN action")
    RESOLUTION = "resolution", _("Resolution")
    RECOGNITION = "recognition", _("Recognition or determination")
    SANCTION = "sanction", _("Sanction")
    POSITION_CHANGED = "position_changed", _("Official changed position")
    LAW_CHANGED = "law_changed", _("Law changed")
    AWARD = "award", _("Award")
    CORRECTION = "correction", _("Correction")
    NIL_CHECK = "nil_check", _("Checked, nothing new")
    NOTE = "note", _("Internal note")


class UpdateDetail(TextChoices):
    """What a kind needs said more closely. `DETAILS` says which belong to which kind."""

    CUSTODY = "custody", _("Custody (remand or its extension)")
    HOUSE_ARREST = "house_arrest", _("House arrest")
    BAIL = "bail", _("Bail")
    EXIT_BAN = "exit_ban", _("Barred from leaving")
    ATTENDED = "attended", _("Attended and seen")
    NOT_SEEN = "not_seen", _("Not seen")
    CUSTODIAL = "custodial", _("Prison term")
    SUSPENDED = "suspended", _("Suspended term")
    ACQUITTED = "acquitted", _("Acquitted")
    FINE = "fine", _("Fine")
    UPHELD = "upheld", _("Upheld")
    REDUCED = "reduced", _("Reduced")
    QUASHED = "quashed", _("Quashed")
    INTERIM_REFUSED = "interim_refused", _("Appeal against custody refused")
    MEDICAL = "medical", _("Medical")
    FURLOUGH = "furlough", _("Furlough")
    STARTED = "started", _("Started")
    ARRIVED = "arrived", _("Arrived")
    ACQUITTAL = "acquittal", _("Acquittal")
    CHARGES_DROPPED = "charges_dropped", _("Charges dropped")
    TIME_SERVED = "time_served", _("Time served")
    CONVICTION_QUASHED = "conviction_quashed", _("Conviction quashed")
    PAROLE = "parole", _("Early release or parole")
    PARDON = "pardon", _("Pardon")
    AMNESTY = "amnesty", _("Amnesty")
    COMMUTATION = "commutation", _("Commutation")
    EXCHANGE = "exchange", _("Exchange")
    EXPELLED = "expelled", _("Expelled or deported")
    NEGOTIATED = "negotiated", _("Negotiated, another reason")
    TRANSFERRED_ABROAD = "transferred_abroad", _("Transferred abroad")
    ESCAPED = "escaped", _("Escaped")
    UNEXPLAINED = "unexplained", _("Without explanation")
    EXECUTED = "executed", _("Executed")
    ILLNESS = "illness", _("Illness")
    KILLED = "killed", _("Killed")
    CAUSE_UNKNOWN = "cause_unknown", _("Cause unknown or disputed")
    STABLE = "stable", _("Stable or better")
    UNTREATED = "untreated", _("Chronic, untreated")
    DETERIORATING = "deteriorating", _("Getting worse")
    HOSPITALISED = "hospitalised", _("In hospital")
    LIFE_THREATENING = "life_threatening", _("Life-threatening")


_K, _D = UpdateKind, UpdateDetail
# Kinds that need a detail, each with those it may have. A kind not named here takes none.
DETAILS: dict[UpdateKind, tuple[UpdateDetail, ...]] = {
    _K.RESTRAINT: (_D.CUSTODY, _D.HOUSE_ARREST, _D.BAIL, _D.EXIT_BAN),
    _K.HEARING: (_D.ATTENDED, _D.NOT_SEEN),
    _K.VERDICT: (_D.CUSTODIAL, _D.SUSPENDED, _D.ACQUITTED, _D.FINE),
    _K.APPEAL_DECIDED: (_D.UPHELD, _D.REDUCED, _D.QUASHED, _D.INTERIM_REFUSED),
    _K.TEMPORARY_RELEASE: (_D.MEDICAL, _D.FURLOUGH),
    _K.TRANSFER: (_D.STARTED, _D.ARRIVED),
    _K.RELEASE: (
        *(_D.ACQUITTAL, _D.CHARGES_DROPPED, _D.TIME_SERVED, _D.CONVICTION_QUASHED, _D.PAROLE, _D.PARDON),
        *(_D.AMNESTY, _D.COMMUTATION, _D.EXCHANGE, _D.EXPELLED, _D.NEGOTIATED, _D.TRANSFERRED_ABROAD),
        *(_D.ESCAPED, _D.UNEXPLAINED),
    ),
    _K.DEATH: (_D.EXECUTED, _D.ILLNESS, _D.KILLED, _D.CAUSE_UNKNOWN),
    _K.HEALTH: (_D.STABLE, _D.UNTREATED, _D.DETERIORATING, _D.HOSPITALISED, _D.LIFE_THREATENING),
}
# Kinds whose detail may be left out: how bad it is, and why somebody was freed, is not always known.
MAY_LACK_DETAIL = frozenset({_K.HEALTH, _K.RELEASE})


class Grade(TextChoices):
    """How well a claim is established."""

    UNVERIFIED = "unverified", _("Unverified")
    SINGLE_SOURCE = "single_source", _("Single source")
    CORROBORATED = "corroborated", _("Corroborated")
    OFFICIALLY_CONFIRMED = "officially_confirmed", _("Officially confirmed")
    DISPUTED = "disputed", _("Disputed")
    RETRACTED = "retracted", _("Retracted")


class Reliability(TextChoices):
    HIGHLY_RELIABLE = "highly_reliable", _("Highly reliable")
    LIKELY_RELIABLE = "likely_reliable", _("Likely reliable")
    UNSURE = "unsure", _("Unsure")
    LIKELY_UNRELIABLE = "likely_unreliable", _("Likely unreliable")
    HIGHLY_UNRELIABLE = "highly_unreliable", _("Highly unreliable")
    UNKNOWN = "unknown", _("Unknown")


class SourceKind(TextChoices):
    NEWS = "news", _("News outlet")
    OFFICIAL = "official", _("Government or parliament record")
    COURT = "court", _("Court record")
    UN_DOCUMENT = "un_document", _("UN document")
    RIGHTS_BODY = "rights_body", _("Rights organisation")
    SANCTIONS_LIST = "sanctions_list", _("Sanctions list")
    INTERVIEW = "interview", _("Interview or conversation")
    TESTIMONY = "testimony", _("Testimony")
    LETTER = "letter", _("Letter")
    MEDICAL = "medical", _("Medical examination")
    IMAGE = "image", _("Photograph, audio or video")
    SOCIAL_MEDIA = "social_media", _("Social-media post")
    REFERENCE = "reference", _("Reference work")
    OTHER = "other", _("Other")


class Connection(TextChoices):
    """How the one who told it is connected to the prisoner."""

    UNKNOWN = "unknown", _("Unknown")
    PRISONER = "prisoner", _("The prisoner")
    RELATIVE = "relative", _("Family")
    LAWYER = "lawyer", _("Lawyer")
    CONSUL = "consul", _("Consul")
    MONITOR = "monitor", _("Monitor who saw the prisoner")
    WITNESS = "witness", _("Witness")
    COLLEAGUE = "colleague", _("Friend or colleague")
    NGO = "ngo", _("Rights organisation")
    REPORTER = "reporter", _("Reporter")
    OFFICIAL = "official", _("Official")


class Tier(TextChoices):
    CRITICAL = "critical", _("Critical")
    HIGH = "high", _("High")
    STANDARD = "standard", _("Standard")
    WATCH = "watch", _("Watch")


class FileState(TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Active")
    MONITORING = "monitoring", _("Monitoring")
    DORMANT = "dormant", _("Dormant")
    CLOSED = "closed", _("Closed")
    REJECTED = "rejected", _("Rejected")


class Gender(TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Unknown")


class NameKind(TextChoices):
    FULL = "full", _("Full name")
    ALSO_KNOWN_AS = "aka", _("Also known as")
    BIRTH = "birth", _("Name at birth")
    PEN_NAME = "pen_name", _("Pen name")
    TRANSLITERATION = "transliteration", _("Another spelling")


class FacilityKind(TextChoices):
    PRETRIAL = "pretrial", _("Pre-trial centre")
    PRISON = "prison", _("Prison")
    COLONY = "colony", _("Penal colony")
    POLICE = "police", _("Police or security-service cell")
    PSYCHIATRIC = "psychiatric", _("Psychiatric hospital")
    HOSPITAL = "hospital", _("Hospital")
    HOME = "home", _("Home")
    OTHER = "other", _("Other")


class ChargeCategory(TextChoices):
    TREASON = "treason", _("Treason")
    ESPIONAGE = "espionage", _("Espionage")
    STATE_SECRETS = "state_secrets", _("State secrets")
    SUBVERSION = "subversion", _("Subversion")
    SEPARATISM = "separatism", _("Separatism")
    EXTREMISM = "extremism", _("Extremism")
    TERRORISM = "terrorism", _("Terrorism")
    FALSE_INFORMATION_MILITARY = "false_information_military", _("False information on the military")
    DISCREDITING_ARMY = "discrediting_army", _("Discrediting the army")
    INSULT = "insult_official_or_state", _("Insulting an official or the state")
    BLASPHEMY_RELIGION = "blasphemy_religion", _("Blasphemy or religion")
    UNDESIRABLE = "undesirable_or_foreign_agent", _("Undesirable organisation or foreign agent")
    ASSEMBLY = "unlawful_assembly_riot", _("Unlawful assembly or riot")
    MEMBERSHIP = "organisation_membership", _("Membership of an organisation")
    COUP = "coup_conspiracy", _("Conspiracy to seize power")
    PROPAGANDA = "propaganda_against_state", _("Propaganda against the state")
    PUBLIC_ORDER = "public_order", _("Public order")
    TAX_FRAUD = "tax_fraud", _("Tax or fraud")
    CORRUPTION = "corruption", _("Corruption")
    DRUGS = "drugs", _("Drugs")
    VIOLENCE_OFFICIAL = "violence_official", _("Violence against an official")
    DISOBEDIENCE = "contempt_disobedience", _("Contempt or disobedience")
    CULT = "cult", _("“Cult”")
    IMMIGRATION = "immigration", _("Immigration")
    NONE_STATED = "none_stated", _("None stated")


class ChargeOutcome(TextChoices):
    PENDING = "pending", _("Pending")
    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Acquitted")
    DROPPED = "dropped", _("Dropped")
    QUASHED = "quashed", _("Quashed")


class KeyDateKind(TextChoices):
    HEARING = "hearing", _("Hearing")
    REMAND_EXPIRY = "remand_expiry", _("Custody order ends")
    APPEAL_LIMIT = "appeal_limit", _("Last day to appeal")
    PAROLE = "parole", _("Parole possible from")
    SENTENCE_END = "sentence_end", _("Sentence ends")
    REMINDER = "reminder", _("Own reminder")
    OTHER = "other", _("Other date")


class OfficialFunction(TextChoices):
    ARRESTING_OFFICER = "arresting_officer", _("Arresting officer")
    INVESTIGATOR = "investigator", _("Investigator")
    PROSECUTOR = "prosecutor", _("Prosecutor")
    REMAND_JUDGE = "remand_judge", _("Remand judge")
    TRIAL_JUDGE = "trial_judge", _("Trial judge")
    APPEAL_JUDGE = "appeal_judge", _("Appeal judge")
    EXPERT_WITNESS = "expert_witness", _("Expert witness")
    PRISON_HEAD = "prison_head", _("Head of prison")
    PRISON_DOCTOR = "prison_doctor", _("Prison doctor")
    SECURITY_OPERATIVE = "security_operative", _("Security-service operative")
    MINISTER = "minister", _("Minister or deputy minister")
    LEGISLATOR = "legislator", _("Legislator")
    PROPAGANDIST = "propagandist", _("Media propagandist")
    BODY = "body", _("Court or body")
    OTHER = "other", _("Other")


class Degree(TextChoices):
    """In what way an official is said to be responsible."""

    CARRIED_OUT = "carried_out", _("Carried it out")
    ORDERED = "ordered", _("Ordered it")
    PLANNED = "planned", _("Planned it")
    COMPLICIT = "complicit", _("Passive accomplice")
    PRESENT = "present", _("Was present")
    SUSPECTED = "suspected", _("Suspected")
    AUTHORED_LAW = "authored_law", _("Wrote the law or policy")
    FAILED_TO_CONTROL = "failed_to_control", _("Failed to control subordinates")
    FAILED_TO_PREVENT = "failed_to_prevent", _("Failed to prevent it")
    GENERAL = "general", _("General political responsibility")
    UNKNOWN = "unknown", _("Unknown")


class OfficialKind(TextChoices):
    PERSON = "person", _("Person")
    BODY = "body", _("Court or body")


class Seniority(IntegerChoices):
    """How high an official stands: gaps are ranked by it."""

    NATIONAL = 1, _("Head of state, minister, head of a service")
    SENIOR = 2, _("Deputy minister, head of a department, court president")
    MIDDLE = 3, _("Judge, prosecutor, head of a prison")
    LINE = 4, _("Investigator, officer, expert")
    UNKNOWN = 9, _("Not said")


class RelationKind(TextChoices):
    """How somebody stands to an official."""

    FAMILY = "family", _("Family")
    ASSOCIATE = "associate", _("Associate")
    SUBORDINATE = "subordinate", _("Subordinate")
    BODY = "body", _("Body they belong to")
