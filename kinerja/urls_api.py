"""Every route of the REST API: /api/v1/ with the resources of each app, its schema and page, and OAuth2 tokens."""

from django.urls import include, path
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from oauth2_provider.views import RevokeTokenView, TokenView

from indikator.api.urls import pola as indikator
from kinerja.api.organisasi.urls import pola as organisasi
from kinerja.laporan.api.urls import pola as laporan
from kinerja.peristiwa.api.urls import pola as peristiwa
from kinerja.perjanjian.api.urls import pola as perjanjian
from survei.api.urls import pola as survei

# JSON where nobody asks for YAML: it takes a tenth of the time to write and to read.
BENTUK_SKEMA = [OpenApiJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer, OpenApiYamlRenderer2]

v1 = [
    path("schema/", SpectacularAPIView.as_view(renderer_classes=BENTUK_SKEMA), name="schema"),
    *organisasi,
    *indikator,
    *survei,
    *peristiwa,
    *perjanjian,
    *laporan,
]
urlpatterns = [
    path("api/v1/", include((v1, "api"))),
    path(
        "api/docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name="api/dokumentasi.html"),
        name="api_dokumentasi",
    ),
    path("api/oauth/token/", TokenView.as_view(), name="api_token"),
    path("api/oauth/cabut/", RevokeTokenView.as_view(), name="api_token_cabut"),
]
