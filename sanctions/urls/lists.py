"""Lists: where they come from, their imports, their entries."""

from django.urls import path

from sanctions.views import entries, imports, lists, overview

urlpatterns = [
    path("sanctions/", overview.overview, name="overview"),
    path("sanctions/lists/<slug:key>/", lists.list_page, name="list"),
    path("sanctions/lists/<slug:key>/import/", lists.list_import, name="list-import"),
    path("sanctions/lists/<slug:key>/settings/", lists.list_settings, name="list-settings"),
    path("sanctions/lists/<slug:key>/fetch/", lists.list_fetch, name="list-fetch"),
    path("sanctions/imports/<str:reference>/", imports.snapshot, name="snapshot"),
    path("sanctions/imports/<str:reference>/apply/", imports.snapshot_apply, name="snapshot-apply"),
    path("sanctions/imports/<str:reference>/drop/", imports.snapshot_drop, name="snapshot-drop"),
    path("sanctions/imports/<str:reference>/problems/", imports.snapshot_problems, name="snapshot-problems"),
    path("sanctions/entries/", entries.entry_list, name="entry-list"),
    path("sanctions/entries/<slug:key>/<path:list_id>/", entries.entry, name="entry"),
]
