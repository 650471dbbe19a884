"""How wide words are in Source Sans 3, and where a line must break, so that text can be laid out in boxes. Pure."""

from __future__ import annotations

# Advance widths of the printable ASCII characters (space to ~) in thousandths of the type size, from the font itself.
_ANGKA_TEGAK = """
    200 289 426 497 497 824 609 249 303 303 418 497 249 311 249 350 497 497 497 497 497 497 497 497 497 497 249
    249 497 497 497 425 847 544 588 571 615 527 494 617 652 263 480 579 486 727 647 664 566 664 569 534 536 645
    515 786 513 476 539 303 350 303 497 500 542 504 553 456 555 496 292 504 544 246 247 495 255 829 547 542 555
    555 347 419 338 544 467 719 446 467 425 303 241 303 497
"""
_ANGKA_TEBAL = """
    200 315 482 513 513 841 639 275 324 324 438 513 275 322 275 344 513 513 513 513 513 513 513 513 513 513 275
    275 513 513 513 444 875 558 597 576 625 538 510 628 663 282 494 597 502 745 657 674 582 674 592 545 546 655
    536 800 541 501 540 324 344 324 513 500 549 516 563 462 564 507 317 520 558 262 263 522 271 843 560 549 564
    564 373 431 361 556 495 748 481 495 443 324 255 324 513
"""
_TEGAK, _TEBAL = (tuple(int(n) for n in angka.split()) for angka in (_ANGKA_TEGAK, _ANGKA_TEBAL))
_AWAL = 32
# Anything else takes a whole em: a line that breaks a little early is better than one that leaves its box.
_LAIN = 1000


def lebar_teks(teks: str, ukuran: int, *, tebal: bool = False) -> int:
    """Width of one line in thousandths of a unit, for the type size `ukuran` in units."""
    tabel = _TEBAL if tebal else _TEGAK
    return ukuran * sum(tabel[n] if 0 <= (n := ord(h) - _AWAL) < len(tabel) else _LAIN for h in teks)


def pecah_baris(teks: str, ukuran: int, lebar: int, *, tebal: bool = False) -> list[str]:
    """`teks` in lines that are at most `lebar` units wide; a word longer than a line is cut. No words, no lines."""
    batas = lebar * 1000
    hasil: list[str] = []
    kini = ""
    for kata in teks.split():
        coba = f"{kini} {kata}" if kini else kata
        if lebar_teks(coba, ukuran, tebal=tebal) <= batas:
            kini = coba
            continue
        if kini:
            hasil.append(kini)
        *penuh, kini = _potong(kata, ukuran, batas, tebal)
        hasil += penuh
    return [*hasil, kini] if kini else hasil


def _potong(kata: str, ukuran: int, batas: int, tebal: bool) -> list[str]:
    """A word in pieces that fit; at least one letter each."""
    hasil = [""]
    for huruf in kata:
        if hasil[-1] and lebar_teks(hasil[-1] + huruf, ukuran, tebal=tebal) > batas:
            hasil.append("")
        hasil[-1] += huruf
    return hasil
