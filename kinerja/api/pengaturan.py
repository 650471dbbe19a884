"""Settings of the libraries under the API; `kinerja.settings` takes them over.

Every answer has one form, every refusal is a problem document.
"""

from environs import Env

env = Env()

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["kinerja.api.autentikasi.Pembawa", "kinerja.api.autentikasi.Sesi"],
    "DEFAULT_PERMISSION_CLASSES": ["kinerja.api.izin.BerCakupan"],
    "DEFAULT_THROTTLE_CLASSES": ["kinerja.api.batas.BatasPelaku"],
    "DEFAULT_RENDERER_CLASSES": [
        "rest_framework.renderers.JSONRenderer",
        "kinerja.api.sajian.SajianCsv",
        "kinerja.api.sajian.SajianXlsx",
    ],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "kinerja.api.halaman.HalamanKursor",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "kinerja.api.skema.Skema",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "kinerja.api.sajian.Bentuk",
    "EXCEPTION_HANDLER": "kinerja.api.masalah.tangani",
    "NUM_PROXIES": env.int("JUMLAH_PROXY", 0),
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "API Kinerja",
    "DESCRIPTION": "Perjanjian, realisasi, survei, dan laporan kinerja instansi pemerintah.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "DEFAULT_GENERATOR_CLASS": "kinerja.api.pembuat_skema.PembuatSkema",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # A hundred routes drawn open take a phone half a minute.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "none", "defaultModelsExpandDepth": 0},
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "kinerja.api.skema.tambah_masalah",
    ],
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {
    "SCOPES_BACKEND_CLASS": "kinerja.api.cakupan.CakupanKlien",
    "OAUTH2_VALIDATOR_CLASS": "kinerja.api.pemeriksa.PemeriksaKlien",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    # Only a hash of an access token is stored (RFC 9700).
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
}
