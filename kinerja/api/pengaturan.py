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
    "DESCRIPTION": (
        "Perjanjian, realisasi, survei, dan laporan kinerja instansi pemerintah.\n\n"
        "Sistem lain masuk dengan *client credentials* yang didaftarkan administrator di **Sistem sumber**; skrip Anda "
        "sendiri dengan **Token API**. Tekan *Authorize* untuk mencobanya di halaman ini.\n\n"
        "Daftar datang sehalaman demi sehalaman: ikuti `berikutnya`. Perubahan menyebut `If-Match`; POST dapat diulang "
        "dengan `Idempotency-Key` yang sama. Setiap penolakan adalah dokumen RFC 9457: `kode` untuk program, `detail` "
        "untuk orang."
    ),
    # The order of the page, from who there is to what others are told.
    "TAGS": [
        {"name": "Organisasi", "description": "Instansi, unit, jabatan, periode"},
        {"name": "Indikator", "description": "Sasaran, indikator, target, dan dari mana angkanya"},
        {"name": "Realisasi", "description": "Mengisi komponen satu per satu atau sekaligus, mengajukan"},
        {"name": "Bukti", "description": "Berkas pendukung realisasi"},
        {"name": "Capaian", "description": "Per baris, unit, dan unit di bawahnya; triwulan dan tahun"},
        {"name": "Cascading", "description": "Siapa mengampu apa, turunan, dan pemeriksaannya"},
        {"name": "Pohon kinerja", "description": "Kondisi, pengampu, dan crosscutting"},
        {"name": "Perjanjian Kinerja", "description": "Versi, isi, dan dokumen"},
        {"name": "Rencana Aksi", "description": "Kegiatan, target, dan pelaksanaannya"},
        {"name": "Anggaran", "description": "Program, kegiatan, dan pagunya"},
        {"name": "Survei", "description": "Survei, hasil, unsur, tindak lanjut, rekap"},
        {"name": "Jawaban survei", "description": "Mengirim jawaban banyak sekaligus"},
        {"name": "Laporan", "description": "Meminta, mengikuti, mengunduh, memeriksa keaslian"},
        {"name": "Wewenang", "description": "Bolehkah saya, dan bila tidak, mengapa"},
        {"name": "Jejak audit", "description": "Siapa mengubah apa, kapan, lewat apa"},
        {"name": "Peristiwa", "description": "Webhook: langganan, pengiriman, putar ulang"},
    ],
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
