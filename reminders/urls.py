from django.urls import path

from reminders.views import alerts, from_mail, guide, health, own

app_name = "reminders"
urlpatterns = [
    path("alerts/", alerts.alert_list, name="alert-list"),
    path("alerts/<str:reference>/", alerts.alert, name="alert"),
    path("alerts/<str:reference>/acknowledge/", alerts.acknowledge, name="alert-acknowledge"),
    path("alerts/<str:reference>/snooze/", alerts.snooze, name="alert-snooze"),
    path("alerts/<str:reference>/standing/", alerts.standing, name="alert-standing"),
    path("alerts/<str:reference>/reassign/", alerts.reassign, name="alert-reassign"),
    path("mail/<str:token>/", from_mail.mail_step, name="mail-step"),
    path("reminders/<str:reference>/", own.own_reminder, name="own-reminder"),
    path("help/rules/", guide.rule_list, name="rule-list"),
    path("help/rules/<str:code>/", guide.rule, name="rule"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
