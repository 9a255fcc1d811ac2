from reminders.models.alert import Alert
from reminders.models.engine import EngineRun, Pulse
from reminders.models.message import Message, MessageLine, ReminderLine
from reminders.models.threshold import RuleThreshold

__all__ = ["Alert", "EngineRun", "Message", "MessageLine", "Pulse", "ReminderLine", "RuleThreshold"]
