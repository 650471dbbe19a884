"""Whether a mapping fits a survey: the unsur it names are asked there, and no characteristic comes twice."""

from collections.abc import Collection, Sequence

from survei.hitung.unsur import Urutan
from survei.unggah.kenali import Kolom, Pemetaan, Peran
from survei.unggah.kesalahan import KesalahanUnggah

_BOLEH_BANYAK = {Peran.UNSUR, Peran.PRIBADI, Peran.LAIN, Peran.NOMOR}
SEBUTAN_PERAN: dict[Peran, str] = {
    Peran.NOMOR: "Nomor urut",
    Peran.TANGGAL: "Tanggal",
    Peran.JAM: "Jam",
    Peran.JENIS_KELAMIN: "Jenis kelamin",
    Peran.USIA: "Umur atau kelompok umur",
    Peran.PENDIDIKAN: "Pendidikan",
    Peran.PEKERJAAN: "Pekerjaan",
    Peran.LAYANAN: "Layanan",
    Peran.SARAN: "Saran",
    Peran.TAMBAHAN: "Pertanyaan tambahan",
    Peran.PRIBADI: "Data pribadi, tidak dimuat",
    Peran.LAIN: "Tidak dimuat",
}


def bergantung_urutan(pemetaan: Pemetaan) -> tuple[Kolom, ...]:
    """Columns headed U8 or U9 without a name: what they hold depends on the order the file was made in."""
    return tuple(k for k in pemetaan.unsur if k.unsur is None and k.nomor in (8, 9))


def cocokkan(
    pemetaan: Pemetaan, urutan: Urutan, kode_survei: Sequence[str], tanya: Collection[int] = ()
) -> tuple[str, ...]:
    """Codes of the survey that the file has no column for (their answers stay blank).

    ``tanya``: ids of the survey's extra questions. Raises ``KesalahanUnggah``: an unsur or extra question the survey
    does not ask, or a characteristic or extra question in two columns.
    """
    kode = pemetaan.kode(urutan)
    asing = [k for k, satu in zip(pemetaan.unsur, kode, strict=True) if satu not in kode_survei]
    if asing:
        nama = ", ".join(f"{k.kepala or 'tanpa judul'} (kolom {k.huruf})" for k in asing)
        raise KesalahanUnggah(
            f"Survei ini tidak menanyakan unsur pada {nama}. Pilih unsur yang benar, atau “Tidak dimuat”."
        )
    dilihat: dict[Peran | int, Kolom] = {}
    for kolom in pemetaan.kolom:
        if kolom.peran in _BOLEH_BANYAK:
            continue
        if kolom.tanya is not None and kolom.tanya not in tanya:
            raise KesalahanUnggah(
                f"Pertanyaan tambahan pada kolom {kolom.huruf} sudah tidak ada dalam survei ini. Pilih lagi isinya."
            )
        if (lain := dilihat.setdefault(kolom.tanya or kolom.peran, kolom)) is not kolom:
            raise KesalahanUnggah(
                f"{SEBUTAN_PERAN[kolom.peran]} ada pada dua kolom, {lain.huruf} dan {kolom.huruf}. Pilih salah satu."
            )
    return tuple(k for k in kode_survei if k not in kode)
