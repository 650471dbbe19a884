"""Bodies of answers: JSON of at most 8 MB, or a CSV that goes to a file as it comes in."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from rest_framework.parsers import BaseParser, DataAndFiles, JSONParser

from kinerja.api.masalah import Masalah
from survei.services.kiriman_naskah import NAMA
from survei.unggah.tabel import MAKS_BERKAS

MAKS_JSON = 8 * 1024 * 1024
_POTONG = 256 * 1024


class JsonTerbatas(JSONParser):
    """JSON, refused with 413 as soon as it is too long."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        isi = stream.read(MAKS_JSON + 1)
        if len(isi) > MAKS_JSON:
            raise _terlalu_besar(MAKS_JSON, "Kirim sebagai text/csv, atau bagi menjadi beberapa kiriman.")
        return super().parse(BytesIO(isi), media_type, parser_context)


class Csv(BaseParser):
    """A CSV as the file `berkas`, never whole in memory."""

    media_type = "text/csv"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> DataAndFiles[Any, Any]:
        berkas = TemporaryUploadedFile(NAMA, self.media_type, 0, "utf-8")
        ukuran = 0
        while potong := stream.read(_POTONG):
            ukuran += len(potong)
            if ukuran > MAKS_BERKAS:
                berkas.close()
                raise _terlalu_besar(MAKS_BERKAS, "Bagi menjadi beberapa kiriman.")
            berkas.write(potong)
        # It is moved, not copied, into the storage.
        berkas.flush()
        berkas.size = ukuran
        berkas.seek(0)
        return DataAndFiles(QueryDict("", mutable=True), MultiValueDict({"berkas": [berkas]}))


def _terlalu_besar(maks: int, saran: str) -> Masalah:
    return Masalah(413, "terlalu_besar", f"Kiriman lebih dari {maks // 1024 // 1024} MB. {saran}")
