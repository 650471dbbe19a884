"""Pages of credentials; mounted at /akun/ by kinerja.urls."""

from django.urls import path

from kinerja.api import views

urlpatterns = [
    path("token/", views.token, name="token"),
    path("token/<int:pk>/cabut/", views.token_cabut, name="token_cabut"),
]
