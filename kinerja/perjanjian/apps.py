"""What was promised: cascading, Perjanjian Kinerja, pohon kinerja."""

from django.apps import AppConfig


class PerjanjianConfig(AppConfig):
    name = "kinerja.perjanjian"
    label = "perjanjian"
    verbose_name = "Perjanjian Kinerja"

    def ready(self) -> None:
        # The measuring app knows no agreements; it asks whoever registers (docs/keputusan/0017).
        from indikator.services.penilai import daftarkan  # noqa: PLC0415
        from kinerja.perjanjian.selectors.pk import target_unit  # noqa: PLC0415

        daftarkan(target_unit)
