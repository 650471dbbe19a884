"""Headers every change may or must carry, as the OpenAPI document describes them."""

from drf_spectacular.utils import OpenApiParameter

from kinerja.api.idempoten import PANJANG, POLA

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="ETag objek yang Anda baca; tanpa ini dijawab 428."
)
KUNCI = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "maxLength": PANJANG, "pattern": POLA},
    OpenApiParameter.HEADER,
    description="Kunci acak tiap permintaan; permintaan ulang dengan kunci yang sama mengulang jawabannya saja.",
)
