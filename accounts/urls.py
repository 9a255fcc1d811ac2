"""People, invitations and one's own profile. Signing in and passwords are in `accounts.entrance`."""

from django.urls import path

from accounts.views import invitations, people, profile

app_name = "accounts"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("invitation/", invitations.accept, name="invitation-accept"),
    path("people/", people.people, name="people"),
    path("people/invite/", invitations.invite, name="invite"),
    path("people/invitations/<str:reference>/resend/", invitations.resend, name="invitation-resend"),
    path("people/invitations/<str:reference>/withdraw/", invitations.withdraw, name="invitation-withdraw"),
    path("people/<str:reference>/", people.edit, name="person-edit"),
    path("people/<str:reference>/close/", people.close, name="person-close"),
    path("people/<str:reference>/reopen/", people.reopen, name="person-reopen"),
]
