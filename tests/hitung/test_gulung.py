"""Roll-up and score: the tables of docs/rumus.md 7 and 8."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.hitung import kesalahan
from indikator.hitung.angka import bulatkan, tulis_angka
from indikator.hitung.capaian import Capaian, Keadaan, belum_dilaporkan, dinilai, tidak_dinilai
from indikator.hitung.gulung import Agregasi, BarisSkor, NilaiAnak, Skor, gulung, skor_unit
from tests.hitung.tabel import Baris, deret, desimal, realisasi, tabel

ANGKA = st.decimals(min_value=0, max_value=200, places=2)


def _anak(teks: str, nama: str) -> NilaiAnak:
    isi, _, bobot = teks.partition("@")
    b = desimal(bobot) if bobot else None
    if "/" in isi:
        atas, bawah = isi.split("/")
        return NilaiAnak(nama, None, b, pembilang=realisasi(atas), penyebut=realisasi(bawah))
    return NilaiAnak(nama, realisasi(isi), b)


@pytest.mark.parametrize("baris", tabel("gulung"), ids=lambda b: b["case"])
def test_gulung(baris: Baris) -> None:
    agregasi = Agregasi(baris["agregasi"])
    anak = [_anak(teks, f"Unit {i}") for i, teks in enumerate(deret(baris["children"]), start=1)]
    if baris["result"][0].isdigit():
        assert bulatkan(gulung(agregasi, anak)) == desimal(baris["result"])
        return
    with pytest.raises(getattr(kesalahan, baris["result"])):
        gulung(agregasi, anak)


def test_yang_belum_melapor_disebut_namanya() -> None:
    nama = ["Kapuk", "Duri", "Tomang", "Slipi", "Glodok"]
    isi = [Decimal(88), None, Decimal(86), None, Decimal(90)]
    anak = [NilaiAnak(n, nilai) for n, nilai in zip(nama, isi, strict=True)]
    with pytest.raises(kesalahan.AnakBelumMelapor) as salah:
        gulung(Agregasi.RATA_RATA, anak, sebutan="kelurahan")
    assert salah.value.pesan == "2 dari 5 kelurahan belum melapor: Duri, Slipi."
    assert (salah.value.belum, salah.value.dari) == (("Duri", "Slipi"), 5)


def test_faktor_rasio() -> None:
    anak = [NilaiAnak("A", None, pembilang=Decimal(3), penyebut=Decimal(4))]
    assert gulung(Agregasi.RASIO_JUMLAH, anak) == 75
    assert gulung(Agregasi.RASIO_JUMLAH, anak, faktor=Decimal(1)) == Decimal("0.75")
    assert gulung(Agregasi.RASIO_JUMLAH, anak, faktor=Decimal(1000)) == 750


@given(st.lists(ANGKA, min_size=1, max_size=8))
def test_rata_rata_di_antara_terkecil_dan_terbesar(nilai: list[Decimal]) -> None:
    rata = gulung(Agregasi.RATA_RATA, [NilaiAnak(str(i), n) for i, n in enumerate(nilai)])
    assert min(nilai) <= bulatkan(rata, 10) <= max(nilai)
    sama = [NilaiAnak(str(i), n, bobot=Decimal(7)) for i, n in enumerate(nilai)]
    assert bulatkan(gulung(Agregasi.TERTIMBANG, sama), 10) == bulatkan(rata, 10)
    assert gulung(Agregasi.RATA_RATA, [NilaiAnak(str(i), n) for i, n in enumerate(nilai[::-1])]) == rata


def _baris(teks: str, nama: str, jenis: str = "strategis") -> BarisSkor:
    isi, _, bobot = teks.partition("@")
    capaian: Capaian
    if isi == "N/A":
        capaian = tidak_dinilai("tidak ada target (N/A).")
    elif isi in ("belum", "lewat"):
        capaian = belum_dilaporkan("realisasi belum ada.")
    else:
        capaian = dinilai(desimal(isi), "uji")
    return BarisSkor(capaian, desimal(bobot) if bobot else None, jenis, isi == "lewat", nama)


@pytest.mark.parametrize("baris", tabel("skor"), ids=lambda b: b["case"])
def test_skor(baris: Baris) -> None:
    semua = [_baris(teks, f"Indikator {i}") for i, teks in enumerate(deret(baris["rows"]), start=1)]
    skor = skor_unit(semua, batas=desimal(baris["cap"]) if baris["cap"] else None)
    assert ("kosong" if skor.nilai is None else tulis_angka(skor.nilai)) == baris["score"]
    jumlah = (skor.dinilai, skor.tidak_dinilai, skor.belum, len(skor.dihitung_nol))
    assert jumlah == tuple(int(baris[k]) for k in ("dinilai", "tidak dinilai", "belum", "counted as 0"))
    assert sum(jumlah) == len(semua)
    assert skor.uraian


def test_uraian_skor_menyebut_yang_tidak_ikut() -> None:
    skor = skor_unit(
        [_baris("105", "IKM"), _baris("N/A", "Opini"), _baris("belum", "Arsip"), _baris("lewat", "E-order")],
        batas=Decimal(120),
    )
    assert skor.dihitung_nol == ("E-order",)
    assert skor.uraian == (
        "jumlah capaian 105,00 / 2 indikator = 52,50; 1 tidak dinilai; 1 belum dilaporkan, tidak dihitung; "
        "1 lewat tenggat, dihitung 0: E-order"
    )
    berbobot = skor_unit([_baris("105@20", "IKM"), _baris("80@30", "Opini")], batas=None)
    assert berbobot.uraian == "jumlah bobot × capaian 4.500,00 / jumlah bobot 50 = 90,00"


def test_bobot_yang_salah_tidak_menghasilkan_skor_tetapi_alasan() -> None:
    tanpa = skor_unit([_baris("105@20", "IKM"), _baris("80", "Opini")], batas=None)
    assert (tanpa.nilai, "1 dari 2 belum berbobot: Opini" in tanpa.uraian) == (None, True)
    negatif = skor_unit([_baris("105@20", "IKM"), _baris("80@-1", "Opini")], batas=None)
    assert (negatif.nilai, "tidak boleh negatif: Opini" in negatif.uraian) == (None, True)


def _skor_jenis(bobot_jenis: dict[str, Decimal]) -> Skor:
    semua = [
        _baris("105", "A", "strategis"),
        _baris("95", "B", "strategis"),
        _baris("80", "C", "khusus"),
        _baris("N/A", "D", "operasional"),
    ]
    return skor_unit(semua, batas=Decimal(120), bobot_jenis=bobot_jenis)


def test_bobot_per_jenis_sasaran() -> None:
    bobot = {"strategis": Decimal(60), "khusus": Decimal(30), "operasional": Decimal(10)}
    skor = _skor_jenis(bobot)
    assert skor.nilai is not None
    assert tulis_angka(skor.nilai) == "93,33"
    assert "strategis (bobot 60): jumlah capaian 200,00 / 2 indikator = 100,00" in skor.uraian
    assert "operasional" not in skor.uraian
    nol = _skor_jenis({**bobot, "khusus": Decimal(0)})
    assert nol.nilai == 100


def test_jenis_sasaran_tanpa_bobot_tidak_menghasilkan_skor() -> None:
    skor = _skor_jenis({"strategis": Decimal(60)})
    assert skor.nilai is None
    assert "jenis sasaran khusus" in skor.uraian


@given(st.lists(ANGKA, min_size=1, max_size=6), st.integers(0, 5), st.sampled_from([None, Decimal(100), Decimal(120)]))
def test_laporan_yang_hilang_tidak_pernah_menaikkan_skor(
    nilai: list[Decimal], hilang: int, batas: Decimal | None
) -> None:
    penuh = [_baris(str(n), str(i)) for i, n in enumerate(nilai)]
    bolong = [_baris("lewat", b.nama) if i == hilang else b for i, b in enumerate(penuh)]
    skor_penuh, skor_bolong = skor_unit(penuh, batas=batas), skor_unit(bolong, batas=batas)
    assert skor_penuh.nilai is not None
    assert skor_bolong.nilai is not None
    assert skor_bolong.nilai <= skor_penuh.nilai
    if batas is not None:
        assert 0 <= skor_penuh.nilai <= batas


def test_keadaan_baris_selalu_terhitung_tepat_sekali() -> None:
    semua = [_baris(t, t) for t in ("105", "N/A", "belum", "lewat", "0")]
    skor = skor_unit(semua, batas=None)
    assert (skor.dinilai, skor.tidak_dinilai, skor.belum, skor.dihitung_nol) == (2, 1, 1, ("lewat",))
    assert {b.capaian.keadaan for b in semua} == set(Keadaan)
