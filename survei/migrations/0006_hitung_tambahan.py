"""Count the answers to the agency's own questions that came in before they were counted.

One survey at a time, under its lock and in its own transaction, answers read in a stream; what an earlier run wrote is
written anew, so it may be repeated. Batches learn what they add to these counts, so that undoing them takes it away;
a file that was checked and not loaded yet is to be checked anew.
"""

from django.db import migrations, transaction

from survei.hitung.dimensi import TAMBAHAN, IsianSurvei, tally_per_dimensi
from survei.hitung.tally_json import ke_json
from survei.hitung.tambahan import Tanya, kunci_tambahan, tabel_tambahan

POTONGAN = 5000
DIMUAT = "selesai"
BELUM_DIMUAT = ("siap", "dimuat")


def hitung(apps, schema_editor):
    survei = apps.get_model("survei", "Survei")
    bertanya = survei.objects.filter(sumber="jawaban", pertanyaan_tambahan__isnull=False)
    for pk in list(bertanya.order_by("pk").values_list("pk", flat=True).distinct()):
        with transaction.atomic():
            _satu(apps, survei.objects.select_for_update(no_key=True).get(pk=pk))


def buang(apps, schema_editor):
    apps.get_model("survei", "Tally").objects.filter(dimensi=TAMBAHAN).delete()
    unggahan = apps.get_model("survei", "Unggahan").objects.filter(survei__pertanyaan_tambahan__isnull=False)
    for satu in unggahan.only("tally").distinct().iterator(chunk_size=100):
        satu.tally = _tanpa_tambahan(satu.tally)
        satu.save(update_fields=["tally"])


def _satu(apps, survei):
    baris, unggahan = apps.get_model("survei", "Tally"), apps.get_model("survei", "Unggahan")
    baris.objects.filter(survei=survei, dimensi=TAMBAHAN).delete()
    baris.objects.bulk_create(
        baris(survei=survei, dimensi=TAMBAHAN, kunci=kunci, isi=ke_json(tally))
        for kunci, tally in _tally(apps, survei).items()
    )
    for satu in unggahan.objects.filter(survei=survei, status=DIMUAT).only("tally").order_by("pk"):
        tambahan = [[TAMBAHAN, k, ke_json(t)] for k, t in _tally(apps, survei, unggahan=satu).items()]
        satu.tally = [*_tanpa_tambahan(satu.tally), *tambahan]
        satu.save(update_fields=["tally"])
    for satu in unggahan.objects.filter(survei=survei, status__in=BELUM_DIMUAT).only("pemeriksaan"):
        if satu.pemeriksaan.get("tanya"):
            # Without its columns a prepared file is not loaded; the person is asked to have it checked anew.
            satu.pemeriksaan.pop("kolom", None)
            satu.save(update_fields=["pemeriksaan"])


def _tally(apps, survei, **saring):
    """Key → tally of the answers to own questions, of the whole survey or of one batch."""
    tanya = survei.pertanyaan_tambahan.order_by("urutan").values_list("pk", "teks", "pilihan")
    tabel = tabel_tambahan([Tanya(pk, "", teks, tuple(pilihan)) for pk, teks, pilihan in tanya])
    unsur = dict(survei.unsur.order_by("urutan").values_list("kode", "kolom"))
    jawaban = apps.get_model("survei", "Jawaban").objects.filter(survei=survei, **saring).exclude(tambahan={})
    baris = jawaban.values_list("tambahan", *(f"u{n}" for n in unsur.values())).iterator(chunk_size=POTONGAN)
    isian = (IsianSurvei(tuple(nilai), "", tambahan=kunci_tambahan(tabel, isi)) for isi, *nilai in baris)
    semua = tally_per_dimensi(tuple(unsur), isian)
    return {kunci: tally for (dimensi, kunci), tally in sorted(semua.items(), key=_urut) if dimensi == TAMBAHAN}


def _urut(pasangan):
    return pasangan[0]


def _tanpa_tambahan(isi):
    return [satu for satu in isi if satu[0] != TAMBAHAN]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("survei", "0005_tally_tambahan")]

    operations = [migrations.RunPython(hitung, buang)]
