"""The agency's own statement: a new version for every change, for agreements made from then on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from kinerja.organisasi import jejak
from kinerja.organisasi.models import Instansi
from kinerja.perjanjian.models import TemplatPernyataan
from kinerja.perjanjian.naskah import Naskah, kesalahan_naskah
from kinerja.perjanjian.selectors.pk_kumpulkan import naskah_instansi

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def simpan_templat(*, pelaku: Pengguna, instansi: Instansi, naskah: Naskah, kini: datetime) -> TemplatPernyataan | None:
    """Store `naskah` as the agency's next version; None when it is the one in use.

    Raises ValidationError by field: an empty or overlong part, or a placeholder nobody fills in.
    """
    if salah := kesalahan_naskah(naskah):
        raise ValidationError({nama: [pesan] for nama, pesan in salah.items()})
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    lama, versi = naskah_instansi(instansi)
    if naskah == lama:
        return None
    isi = {nama: getattr(naskah, nama) for nama in Naskah.__dataclass_fields__}
    baru = TemplatPernyataan.objects.create(
        instansi=instansi, versi=versi + 1, dibuat_oleh=pelaku, dibuat_pada=kini, **isi
    )
    jejak.catat(
        pelaku=pelaku, aksi="pk.templat", objek=baru, kini=kini, sebelum={"versi": versi}, sesudah={"versi": baru.versi}
    )
    return baru
