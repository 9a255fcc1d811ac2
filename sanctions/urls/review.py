"""The review queue of proposed matches."""

from django.urls import path

from sanctions.views import review

urlpatterns = [
    path("sanctions/review/", review.review, name="review"),
    path("sanctions/review/exact/", review.review_exact, name="review-exact"),
    path("sanctions/review/keys/", review.review_keys, name="review-keys"),
    path("sanctions/review/<str:reference>/", review.match, name="match"),
    path("sanctions/review/<str:reference>/decide/", review.match_decide, name="match-decide"),
    path("sanctions/review/<str:reference>/undo/", review.match_undo, name="match-undo"),
]
