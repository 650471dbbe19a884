"""The view all resources stand on: who asks, scope, rate, one way of reading and of answering."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from rest_framework import mixins, viewsets
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from kinerja.api.cakupan import Cakupan
from kinerja.api.etag import cocok, etag_isi
from kinerja.api.halaman import HalamanKursor
from kinerja.api.masalah import Masalah
from kinerja.api.sajian import saji_semua
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi

PARAMETER_DAFTAR = (HalamanKursor.cursor_query_param, HalamanKursor.page_size_query_param, "fields", "format")
POLA_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class TanpaGzip(APIView):
    """Adds the rate headers to every answer; `cakupan_tulis` None: reading only. For files, which go out as stored."""

    cakupan_baca: Cakupan | None = None
    cakupan_tulis: Cakupan | None = None
    # Only lists have other forms; see `Baca`.
    renderer_classes = (JSONRenderer,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises Masalah 422 `parameter_kosong`: `?status=` would be taken for no filter at all."""
        super().initial(request, *args, **kwargs)
        if kosong := sorted(nama for nama, isi in request.query_params.lists() if "" in isi):
            pesan = f"Parameter tanpa nilai: {', '.join(kosong)}. Isi nilainya atau hapus parameternya."
            raise Masalah(422, "parameter_kosong", pesan)

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        jawab: HttpResponseBase = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[arg-type]
        batas = getattr(getattr(request, "_request", request), "batas_api", None)
        if batas is not None:
            for nama, nilai in batas.kepala().items():
                jawab[nama] = nilai
        jawab.setdefault("Cache-Control", "private, no-cache")
        return jawab


@method_decorator(gzip_page, name="dispatch")
class Dasar(TanpaGzip):
    """The same, packed when the caller accepts gzip."""


class Baca(Dasar, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """A resource to read: a list by cursor (or whole, as CSV or XLSX), and one object with its ETag.

    `kumpulan()` gives the rows with everything the serializer touches; what the caller may not read is taken out here.
    """

    aksi: Aksi = Aksi.BACA
    # Another text is no id: 404 by the route, before the database is asked.
    lookup_value_regex = "[0-9]+"
    bidang_tabel: tuple[str, ...] = ()
    filter_backends: Any = api_settings.DEFAULT_FILTER_BACKENDS

    def kumpulan(self) -> QuerySet[Any]:
        raise NotImplementedError

    def get_renderers(self) -> list[BaseRenderer]:
        """A list also as CSV and XLSX."""
        semua: Any = api_settings.DEFAULT_RENDERER_CLASSES if self.action == "list" else self.renderer_classes
        return [satu() for satu in semua]

    def get_queryset(self) -> QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):
            return self.kumpulan().none()
        terbatas: QuerySet[Any] = self.kumpulan().untuk(self.request.user, self.aksi)  # type: ignore[attr-defined]
        return terbatas

    def get_object(self) -> Any:
        nama = self.lookup_url_kwarg or self.lookup_field
        objek = akses.ambil(
            self.kumpulan(), user=self.request.user, aksi=self.aksi, **{self.lookup_field: self.kwargs[nama]}
        )
        self.check_object_permissions(self.request, objek)
        return objek

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        # No docstring: the resource's own, in Indonesian, is the description in the OpenAPI document.
        self._wajib_dikenal(request)
        if "fields" in request.query_params:
            # An empty list would never look at it.
            penyaji: Any = self.get_serializer()
            _ = penyaji.fields
        bentuk = getattr(request.accepted_renderer, "format", "json")
        if bentuk in {"csv", "xlsx"}:
            # A table has no pages, but a page size that is none is refused as in JSON.
            self.paginator.get_page_size(request)  # type: ignore[union-attr]
            return saji_semua(self, self.filter_queryset(self.get_queryset()), bentuk)
        return super().list(request, *args, **kwargs)

    def _wajib_dikenal(self, request: Request) -> None:
        """Raises Masalah 422 `parameter_asing`: `?triwulann=2` would give the whole list for a part of it."""
        saring: Any = getattr(self, "filterset_class", None)
        dikenal = sorted({*PARAMETER_DAFTAR, *(saring.base_filters if saring else ())})
        if asing := sorted(set(request.query_params) - set(dikenal)):
            pesan = f"Daftar ini tidak mengenal parameter {', '.join(asing)}. Yang dikenal: {', '.join(dikenal)}."
            raise Masalah(422, "parameter_asing", pesan, pilihan=dikenal)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Satu objek beserta ETag-nya; 304 bila If-None-Match menyebut ETag itu."""
        data = self.get_serializer(self.get_object()).data
        return dengan_etag(request, data, etag_isi(data))


def dengan_etag(request: Request, data: Any, etag: str) -> Response:
    """The answer to reading one object."""
    kepala = request.headers.get("If-None-Match", "")
    if kepala and cocok(kepala, etag):
        return Response(status=304, headers={"ETag": etag})
    return Response(data, headers={"ETag": etag})
