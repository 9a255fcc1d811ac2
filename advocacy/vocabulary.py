"""The words of advocacy, as codes with labels: HURIDOCS Events Standard Formats (interventions), and the field's."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Weight(TextChoices):
    """How much an act weighs. Only a measure answers "what has this government done?"."""

    WORD = "word", _("Word")  # statement, tweet, speech, letter
    DEMARCHE = "demarche", _("Démarche")  # ambassador summoned, protest handed over, access demanded
    MEASURE = "measure", _("Measure")  # sanction, determination, resolution passed, formal case
    SUPPORT = "support", _("Support")  # legal, medical, financial aid; award; court observation


class ActionKind(TextChoices):
    LETTER = "letter", _("Letter")
    JOINT_LETTER = "joint_letter", _("Joint letter")
    MEETING = "meeting", _("Meeting")
    CALL = "call", _("Call")
    STATEMENT = "statement", _("Statement")
    SUMMONS = "summons", _("Ambassador summoned")
    PROTEST = "protest", _("Diplomatic protest")
    PARLIAMENTARY_QUESTION = "parliamentary_question", _("Parliamentary question")
    FLOOR_SPEECH = "floor_speech", _("Floor speech")
    RESOLUTION = "resolution", _("Resolution")
    HEARING = "hearing", _("Hearing")
    ADOPTION = "adoption", _("Adoption by a legislator")
    WRONGFUL_DETENTION_REQUEST = "wrongful_detention_request", _("Wrongful-detention request")
    DETERMINATION = "determination", _("Determination or opinion")
    SANCTIONS_SUBMISSION = "sanctions_submission", _("Sanctions submission")
    SECTION_1263D_REQUEST = "section_1263d_request", _("§1263(d) request")
    SANCTION = "sanction", _("Sanction")
    SANCTION_THREAT = "sanction_threat", _("Threat to sanction")
    UN_URGENT_APPEAL = "un_urgent_appeal", _("UN urgent appeal")
    UN_ALLEGATION_LETTER = "un_allegation_letter", _("UN allegation letter")
    UN_COMMUNICATION = "un_communication", _("UN communication to a government")
    WGAD_PETITION = "wgad_petition", _("WGAD petition")
    WGAD_COMMENT = "wgad_comment", _("Comment on a government's reply")
    FOLLOW_UP = "follow_up", _("Follow-up information")
    WGEID_CASE = "wgeid_case", _("WGEID case")
    HRC_COMMUNICATION = "hrc_communication", _("Human Rights Committee communication")
    COURT_APPLICATION = "court_application", _("Regional court application")
    OSCE_REQUEST = "osce_request", _("OSCE mechanism")
    CONSULAR_REQUEST = "consular_request", _("Consular request")
    DIPLOMATIC_PROTECTION = "diplomatic_protection", _("Diplomatic protection")
    NEGOTIATION = "negotiation", _("Negotiation")
    COURT_OBSERVATION = "court_observation", _("Court observation")
    VIGIL = "vigil", _("Vigil")
    MEDIA = "media", _("Media work")
    AWARD = "award", _("Award or nomination")
    LEGAL_AID = "legal_aid", _("Legal aid")
    MEDICAL_AID = "medical_aid", _("Medical aid")
    FINANCIAL_AID = "financial_aid", _("Financial aid")
    CONTACT = "contact", _("Confidential contact")
    OTHER = "other", _("Other")


_W, _K = Weight, ActionKind
_DEMARCHES = {_K.SUMMONS, _K.PROTEST, _K.CONSULAR_REQUEST, _K.SANCTION_THREAT, _K.OSCE_REQUEST, _K.NEGOTIATION}
_DEMARCHES |= {_K.UN_URGENT_APPEAL, _K.UN_ALLEGATION_LETTER, _K.UN_COMMUNICATION}
_MEASURES = {_K.SANCTION, _K.DETERMINATION, _K.DIPLOMATIC_PROTECTION}
_SUPPORT = {_K.LEGAL_AID, _K.MEDICAL_AID, _K.FINANCIAL_AID, _K.COURT_OBSERVATION, _K.AWARD, _K.VIGIL}
#: The weight a kind has unless somebody says otherwise. A resolution is a word until it is passed.
USUAL_WEIGHT: dict[str, Weight] = {
    kind: _W.MEASURE
    if kind in _MEASURES
    else _W.DEMARCHE
    if kind in _DEMARCHES
    else _W.SUPPORT
    if kind in _SUPPORT
    else _W.WORD
    for kind in _K
}

#: Acts that ask their addressee for something, so that one waits for a word back even where no procedure sets a day.
AWAITS_REPLY = frozenset(
    {
        *(_K.LETTER, _K.JOINT_LETTER, _K.PARLIAMENTARY_QUESTION, _K.WRONGFUL_DETENTION_REQUEST),
        *(_K.SANCTIONS_SUBMISSION, _K.SECTION_1263D_REQUEST, _K.UN_URGENT_APPEAL, _K.UN_ALLEGATION_LETTER),
        *(_K.UN_COMMUNICATION, _K.WGAD_PETITION, _K.WGAD_COMMENT, _K.FOLLOW_UP, _K.WGEID_CASE),
        *(_K.HRC_COMMUNICATION, _K.COURT_APPLICATION, _K.OSCE_REQUEST, _K.CONSULAR_REQUEST, _K.NEGOTIATION),
    }
)


class ActionState(TextChoices):
    DRAFT = "draft", _("Draft")
    ASSIGNED = "assigned", _("Assigned")
    SENT = "sent", _("Sent or taken")
    CLOSED = "closed", _("Closed")
    DROPPED = "dropped", _("Dropped")


#: Not sent yet, and somebody means to.
UNSENT = (ActionState.DRAFT, ActionState.ASSIGNED)
#: What was done, whatever became of it.
TAKEN = (ActionState.SENT, ActionState.CLOSED)


class Closing(TextChoices):
    """Why nothing more is expected of an action."""

    ANSWERED = "answered", _("Answered")
    NO_REPLY = "no_reply", _("No reply; another step was taken")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OVERTAKEN = "overtaken", _("Overtaken by events")
    DONE = "done", _("Done, nothing is awaited")


class Response(TextChoices):
    """What a reply amounts to."""

    FAVOURABLE = "favourable", _("Favourable")
    PLEDGED = "pledged", _("Pledged")
    COUNTERED = "countered", _("Countered (denied, obstructed)")
    ASKED = "asked", _("Asked for information")
    TOKEN = "token", _("Token")
    NONE = "none", _("None: they say they will not answer, or it is public that they did not")
    RETALIATED = "retaliated", _("Retaliated against the prisoner or family")
    OTHER = "other", _("Other")


class Impact(TextChoices):
    STRONG_GOOD = "strong_good", _("Strong, for the better")
    SOME_GOOD = "some_good", _("Some, for the better")
    NONE_SEEN = "none_seen", _("None seen")
    SOME_HARM = "some_harm", _("Some, for the worse")
    STRONG_HARM = "strong_harm", _("Strong, for the worse")
    UNKNOWN = "unknown", _("Unknown")


class AskKind(TextChoices):
    DESIGNATE = "designate", _("Sanction those responsible")
    WRONGFUL_DETENTION = "wrongful_detention", _("Declare wrongfully detained")
    RAISE = "raise", _("Raise the case")
    NEGOTIATE = "negotiate", _("Negotiate the release")
    RELEASE = "release", _("Release")
    VISIT = "visit", _("Grant a visit")
    CONSULAR_ACCESS = "consular_access", _("Grant consular access")
    MEDICAL_CARE = "medical_care", _("Give medical care")
    ADOPT_RESOLUTION = "adopt_resolution", _("Adopt a resolution")
    FIND = "find", _("Say where the prisoner is")
    INVESTIGATE = "investigate", _("Investigate")
    OTHER = "other", _("Other")


class AskState(TextChoices):
    OPEN = "open", _("Open")
    PARTLY_MET = "partly_met", _("Partly met")
    MET = "met", _("Met")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DeterminationKind(TextChoices):
    WGAD_OPINION = "wgad_opinion", _("WGAD opinion")
    WRONGFUL_DETENTION = "wrongful_detention", _("Wrongful-detention determination")
    RECOGNITION = "recognition", _("Recognition as a political prisoner")
    RESOLUTION = "resolution", _("Resolution passed")
    TREATY_BODY_VIEWS = "treaty_body_views", _("Views of a treaty body")
    JUDGMENT = "judgment", _("Judgment of an international court")
    OTHER = "other", _("Other finding")


class Outcome(TextChoices):
    """What a body found."""

    ARBITRARY = "arbitrary", _("Arbitrary")
    NOT_ARBITRARY = "not_arbitrary", _("Not arbitrary")
    WRONGFULLY_DETAINED = "wrongfully_detained", _("Wrongfully detained")
    RECOGNISED = "recognised", _("Recognised")
    FORMER = "former", _("Recognised in the past")
    EX_POST_FACTO = "recognised_ex_post_facto", _("Recognised after the fact")
    NOT_DESIGNATED = "not_designated", _("Not designated")
    UNDER_REVIEW = "under_review", _("Under review")
    DECLINED = "declined", _("Declined")
    PASSED = "passed", _("Passed")
    VIOLATION = "violation", _("Violation")
    PENDING = "pending", _("Pending: more information needed")
    OTHER = "other", _("Other")


class ClockKind(TextChoices):
    REPLY = "reply", _("Reply due")
    FOLLOW_UP = "follow_up", _("Follow-up due")
    REVIEW_REQUEST = "review_request", _("Last day to ask for review")
    WINDOW = "window", _("Last day to file")
    CHASE = "chase", _("Our own reminder; nobody owes a reply")


class ClockStart(TextChoices):
    SENT = "sent", _("sent")
    TRANSMITTED = "transmitted", _("transmitted")
    INCIDENT = "incident", _("incident")


class DeadlineKind(TextChoices):
    COMPUTED = "computed", _("Computed")
    BY_HAND = "by_hand", _("Set by hand")
    EXTENDED = "extended", _("Extended")
    PAUSED = "paused", _("Moved by the days the ball was with us")


class Framework(TextChoices):
    LEVINSON = "levinson", _("Levinson Act, eleven criteria")
    PACE = "pace", _("PACE Resolution 1900, five criteria")
    WGAD = "wgad", _("WGAD, five categories")


class Holding(TextChoices):
    """Whether a criterion is met."""

    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    UNCLEAR = "unclear", _("Unclear")


class AftercareTask(TextChoices):
    """What is owed after a release (rule R28)."""

    DEBRIEF = "debrief", _("Talk it through with the released person and the family")
    PUBLIC_PAGE = "public_page", _("Correct what is public")
    THANKS = "thanks", _("Thank those who helped")
    PROTECTION = "protection", _("Check whether protection is needed")
