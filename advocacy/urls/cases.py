"""Addresses of the case's advocacy tab, of asks, searches, campaigns and the comparison of cases."""

from django.urls import path

from advocacy.views import asks, campaigns, case_tab, compare

urlpatterns = [
    path("cases/<str:reference>/advocacy/", case_tab.case_advocacy, name="case"),
    path("cases/<str:reference>/advocacy/acts/", case_tab.case_acts, name="case-acts"),
    path("cases/<str:reference>/searches/new/", case_tab.search_new, name="search-new"),
    path("cases/<str:reference>/asks/new/", asks.ask_new, name="ask-new"),
    path("asks/<str:reference>/", asks.ask, name="ask"),
    path("asks/<str:reference>/state/", asks.ask_state, name="ask-state"),
    path("campaigns/", campaigns.campaign_list, name="campaign-list"),
    path("campaigns/new/", campaigns.campaign_new, name="campaign-new"),
    path("campaigns/<str:reference>/", campaigns.campaign, name="campaign"),
    path("campaigns/<str:reference>/edit/", campaigns.campaign_edit, name="campaign-edit"),
    path("advocacy/compare/", compare.compare, name="compare"),
]
