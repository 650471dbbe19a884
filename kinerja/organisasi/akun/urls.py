"""Only the doors that are open. Names are those allauth reverses; mounted at /akun/ by kinerja.urls."""

from django.urls import path

from kinerja.organisasi.akun import views

urlpatterns = [
    path("masuk/", views.Masuk.as_view(), name="account_login"),
    path("keluar/", views.Keluar.as_view(), name="account_logout"),
    path("kata-sandi/", views.GantiSandi.as_view(), name="account_change_password"),
    path("lupa-kata-sandi/", views.lupa_sandi, name="account_reset_password"),
    path("daftar/", views.tertutup, name="account_signup"),
    path("nonaktif/", views.nonaktif, name="account_inactive"),
]
