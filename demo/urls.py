from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("demo/move/", views.move, name="move"),
    path("demo/walks/<str:reference>/", views.walk, name="walk"),
    path("demo/tour/", views.tour_step, name="tour"),
    path("demo/mail/", views.mail_list, name="mail-list"),
    path("demo/mail/<str:name>/", views.mail, name="mail"),
]
