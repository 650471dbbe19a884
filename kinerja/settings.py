"""Settings of every environment; what differs between them comes from the environment (docs/operasi.md)."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env

from kinerja.api.pengaturan import (  # noqa: F401 (Django reads them here)
    OAUTH2_PROVIDER,
    OAUTH2_PROVIDER_APPLICATION_MODEL,
    REST_FRAMEWORK,
    SPECTACULAR_SETTINGS,
)

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("KINERJA_DATA", str(BASE_DIR / "data")))

PRODUKSI = env.bool("KINERJA_PRODUKSI", False)
DEBUG = env.bool("DEBUG", not PRODUKSI)
# In production the key has to be given: kinerja.E001 stops a start without one.
SECRET_KEY = env.str("SECRET_KEY", "" if PRODUKSI else "hanya-untuk-pengembangan-di-komputer-sendiri")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# The address printed in documents and QR codes.
ALAMAT_SITUS = env.str("ALAMAT_SITUS", "http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "kinerja.organisasi.konfig_admin.KonfigAdmin",  # the admin, with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "pgtrigger",
    "template_partials",
    "rest_framework",
    "oauth2_provider",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "kinerja",
    "kinerja.organisasi",
    "kinerja.api",
    "kinerja.peristiwa",
    "indikator",
    "survei",
    "kinerja.perjanjian",
    "kinerja.laporan",
    "kinerja.beranda",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kinerja.organisasi.akun.middleware.WajibGantiSandi",
    "kinerja.middleware.AturanMiddleware",
]

ROOT_URLCONF = "kinerja.urls"
WSGI_APPLICATION = "kinerja.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinerja.beranda.menu.menu",
            ],
        },
    }
]

DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL",
        "postgres://kinerja:kinerja@127.0.0.1:5432/kinerja",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# An unreachable broker must not hang a page: the sweeper enqueues again what the database holds.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    # kombu's own default waits six seconds before it says that nobody answers.
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = env.str("CELERY_ANTREAN", "umum")
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# WeasyPrint gives memory back only when its process ends.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_BEAT_SCHEDULE = {
    "sapu-laporan": {
        "task": "laporan.sapu",
        "schedule": timedelta(seconds=env.int("DETIK_SAPU_LAPORAN", 15)),
        "options": {"expires": 60},
    },
    "sapu-unggahan": {
        "task": "survei.sapu_unggahan",
        "schedule": timedelta(seconds=env.int("DETIK_SAPU_LAPORAN", 15)),
        "options": {"expires": 60},
    },
    "edarkan-peristiwa": {
        "task": "peristiwa.edarkan",
        "schedule": timedelta(seconds=env.int("DETIK_EDARAN", 5)),
        "options": {"expires": 30},
    },
    "bersihkan-peristiwa": {
        "task": "peristiwa.bersihkan",
        "schedule": timedelta(hours=1),
        "options": {"expires": 1800},
    },
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.str("CACHE_URL", CELERY_BROKER_URL),
        "KEY_PREFIX": "kinerja",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}

AUTH_USER_MODEL = "organisasi.Pengguna"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kinerja.organisasi.akun.sandi.CukupPanjang", "OPTIONS": {"min_length": 12}},
    {"NAME": "kinerja.organisasi.akun.sandi.TidakMiripDiri"},
    {"NAME": "kinerja.organisasi.akun.sandi.TidakUmum"},
    {"NAME": "kinerja.organisasi.akun.sandi.BukanAngkaSaja"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "kinerja.organisasi.akun.adapter.AdapterAkun"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Tries per window; the sign-in page says until when it is closed.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/300s/key",
    "change_password": "5/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("JUMLAH_PROXY", 0)

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "kinerja_sesi"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "kinerja_csrf"
CSRF_FAILURE_VIEW = "kinerja.web.csrf_gagal"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Behind TLS everything is secure; `make run-prod` on one's own machine speaks plain HTTP.
HTTPS = env.bool("HTTPS", PRODUKSI)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sehat/$", r"^siap/$"]
SECURE_HSTS_SECONDS = env.int("DETIK_HSTS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
if PRODUKSI:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {"camera": [], "geolocation": [], "microphone": [], "payment": [], "usb": []}

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Private files: no URL, served only by views that ask akses.py first.
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(DATA_DIR / "berkas")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
            if PRODUKSI
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        ),
        # Read by the proxy, which runs as another user; only uploaded files are closed to others.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
# The agency's BSrE Esign Client Service; empty: only certificates of one's own can sign electronically.
BSRE_ALAMAT = env.str("BSRE_ALAMAT", "")
BSRE_PENGGUNA = env.str("BSRE_PENGGUNA", "")
BSRE_SANDI = env.str("BSRE_SANDI", "")
BSRE_BATAS_DETIK = env.float("BSRE_BATAS_DETIK", 30.0)
BUKTI_MAKS_BYTE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

API_BATAS = env.str("API_BATAS", "600/min")
# Webhooks go to public addresses by HTTPS; inside a closed network this opens private ones and plain HTTP.
WEBHOOK_IZINKAN_PRIVAT = env.bool("WEBHOOK_IZINKAN_PRIVAT", False)
# Seconds before a failed delivery is tried again the first time; doubled each time.
WEBHOOK_JEDA_DETIK = env.int("WEBHOOK_JEDA_DETIK", 10)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"konsol": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["konsol"], "level": env.str("TINGKAT_LOG", "INFO")},
    "loggers": {
        "django.db.backends": {"level": "INFO"},
        # Its steps are shown on the report's own progress bar.
        "weasyprint.progress": {"level": "WARNING"},
    },
}
