"""The home page, mounted at the top by kinerja.urls."""

from django.urls import path

from kinerja.beranda import views

urlpatterns = [path("", views.beranda, name="beranda")]
