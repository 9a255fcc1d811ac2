"""Addresses of actions: all of them, one, logging one on one case or on many, and each step."""

from django.urls import path

from advocacy.forms.steps import STEPS
from advocacy.views import actions, logging, steps

urlpatterns = [
    path("advocacy/", actions.action_list, name="action-list"),
    path("actions/new/", logging.joint_action_new, name="joint-action-new"),
    path("actions/<str:reference>/", actions.action, name="action"),
    path("actions/<str:reference>/correct/", steps.action_correct, name="action-correct"),
    *(path(f"actions/<str:reference>/{name}/", steps.step(name), name=f"action-{name}") for name in STEPS),
    path("cases/<str:reference>/actions/new/", logging.action_new, name="action-new"),
]
