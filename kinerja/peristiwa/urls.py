"""Pages of webhooks."""

from django.urls import path

from kinerja.peristiwa import views

app_name = "peristiwa"
urlpatterns = [
    path("webhook/", views.langganan, name="langganan"),
    path("webhook/<uuid:pk>/", views.pengiriman, name="pengiriman"),
    path("webhook/<uuid:pk>/aktifkan/", views.aktifkan, name="aktifkan"),
]
