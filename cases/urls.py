from django.urls import path

from cases.views import bulk, case_list, facets, saved_filters, states, access, opening

app_name = "cases"
urlpatterns = [
    path("cases/", case_list.case_list, name="case-list"),
    path("cases/counts/", facets.case_facets, name="case-facets"),
    path("cases/assign/", bulk.assign, name="case-assign"),
    path("cases/lists/save/", saved_filters.save_filter, name="filter-save"),
    path("cases/lists/remove/", saved_filters.remove_filter, name="filter-remove"),
    path("states/", states.state_list, name="state-list"),
    path("states/<str:code>/", states.state, name="state"),
    path("cases/new/", opening.case_new, name="case-new"),
    path("cases/<str:reference>/access/", access.case_access, name="case-access"),
    path("cases/<str:reference>/edit/", opening.case_edit, name="case-edit"),
    path("cases/<str:reference>/dates/new/", opening.key_date_new, name="key-date-new"),
    path("dates/<str:reference>/", opening.key_date_settle, name="key-date-settle"),
    path("prisoners/new/", opening.prisoner_new, name="prisoner-new"),
    path("prisoners/<str:reference>/", opening.prisoner, name="prisoner"),
    path("prisoners/<str:reference>/edit/", opening.prisoner_edit, name="prisoner-edit"),
]
