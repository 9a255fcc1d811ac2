"""Officials: the list, one of them, curating, and making two records one."""

from django.urls import path

from sanctions.views import merging, officials

urlpatterns = [
    path("sanctions/officials/", officials.official_list, name="official-list"),
    path("sanctions/officials/new/", officials.official_new, name="official-new"),
    path("sanctions/officials/<str:reference>/", officials.official, name="official"),
    path("sanctions/officials/<str:reference>/edit/", officials.official_edit, name="official-edit"),
    *(
        path(f"sanctions/officials/<str:reference>/{name}/", officials.official_part(name), name=f"official-{name}")
        for name in officials.PARTS
    ),
    path("sanctions/officials/<str:reference>/merge/", merging.official_merge, name="official-merge"),
    path("sanctions/merges/<str:reference>/undo/", merging.merge_undo, name="merge-undo"),
]
