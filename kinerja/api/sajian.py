"""Lists as CSV and XLSX: all rows, in pieces, in bounded memory."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

POTONGAN = 1000
JENIS_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Bentuk(DefaultContentNegotiation):
    """Chooses the form by `?format=` or Accept; a form there is not is 406, for the resource itself exists."""

    def filter_renderers(self, renderers: Iterable[BaseRenderer], format: str) -> list[BaseRenderer]:  # noqa: A002
        cocok = [satu for satu in renderers if satu.format == format]
        if not cocok:
            raise NotAcceptable(available_renderers=list(renderers))
        return cocok


class _Aliran(BaseRenderer):
    """Only names the form in negotiation; `saji_semua` writes it."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        # Answers that are no list (an error, one object) come here: the same as JSON would say.
        from rest_framework.renderers import JSONRenderer  # noqa: PLC0415

        return bytes(JSONRenderer().render(data))


class SajianCsv(_Aliran):
    media_type = "text/csv"
    format = "csv"


class SajianXlsx(_Aliran):
    media_type = JENIS_XLSX
    format = "xlsx"
    render_style = "binary"


class _Gaung:
    """A file that gives back what is written: csv.writer's lines, one at a time."""

    def write(self, teks: str) -> str:
        return teks


def saji_semua(view: Any, baris: QuerySet[Any], bentuk: str) -> HttpResponseBase:
    """Every row of the filtered list, streamed. Rows are flat: nested values become `a.b`, lists are joined by `; `."""
    nama = f"{view.basename}.{bentuk}"
    isi = _baris(view, baris)
    if bentuk == "csv":
        jawab: HttpResponseBase = StreamingHttpResponse(_csv(isi), content_type="text/csv; charset=utf-8")
        jawab["Content-Disposition"] = f'attachment; filename="{nama}"'
        return jawab
    berkas = TemporaryFile()  # noqa: SIM115 (closed by FileResponse)
    _xlsx(isi, berkas)
    berkas.seek(0)
    return FileResponse(berkas, as_attachment=True, filename=nama, content_type=JENIS_XLSX)


def _baris(view: Any, baris: QuerySet[Any]) -> Iterator[list[Any]]:
    """The heads, then the rows in pieces, each piece with its own prefetches."""
    kepala: list[str] | None = None
    urut = baris.order_by("pk")
    terakhir: Any = None
    while True:
        potong = list(urut.filter(pk__gt=terakhir)[:POTONGAN] if terakhir is not None else urut[:POTONGAN])
        if kepala is None:
            kepala = _kepala(view)
            yield kepala
        if not potong:
            return
        for satu in view.get_serializer(potong, many=True).data:
            rata = dict(_rata(satu))
            yield [rata.get(k, "") for k in kepala]
        terakhir = potong[-1].pk


def _kepala(view: Any) -> list[str]:
    """The columns the view names, or the serializer's own fields."""
    return list(view.bidang_tabel) or list(view.get_serializer().fields)


def _rata(isi: Mapping[str, Any], atas: str = "") -> Iterator[tuple[str, Any]]:
    for nama, nilai in isi.items():
        kunci = f"{atas}{nama}"
        if isinstance(nilai, Mapping):
            yield from _rata(nilai, f"{kunci}.")
        elif isinstance(nilai, list | tuple):
            yield kunci, "; ".join(str(n) for n in nilai)
        else:
            yield kunci, "" if nilai is None else nilai


def _aman(nilai: Any) -> Any:
    """Text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(nilai, str) and nilai[:1] in "=+-@\t\r" and nilai:
        return "'" + nilai
    return nilai


def _csv(isi: Iterator[list[Any]]) -> Iterator[str]:
    penulis = csv.writer(_Gaung())
    yield "\ufeff"  # Excel reads UTF-8 only with this mark
    for baris in isi:
        yield penulis.writerow([_aman(n) for n in baris])


def _xlsx(isi: Iterator[list[Any]], berkas: Any) -> None:
    buku = Workbook(write_only=True)
    lembar = buku.create_sheet("Data")
    lembar.freeze_panes = "A2"
    for baris in isi:
        lembar.append([_sel(lembar, n) for n in baris])
    buku.save(berkas)


def _sel(lembar: Any, nilai: Any) -> Any:
    if isinstance(nilai, UUID):
        nilai = str(nilai)  # a workbook has no such type
    if not isinstance(nilai, str):
        return nilai
    sel = WriteOnlyCell(lembar, value=nilai)
    sel.data_type = "s"  # never a formula
    return sel
