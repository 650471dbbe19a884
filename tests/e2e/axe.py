"""Accessibility and layout checks of an open page.

`periksa_rupa(page)` at every width of the design; `periksa_axe(page)` and `periksa_lebar(page)` as the page stands.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ATURAN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
LEBAR = (1280, 375, 320)
# Between 375 and 320 nothing but the width changes.
LEBAR_AXE = (1280, 375)


def periksa_rupa(page: Page) -> None:
    """Accessible at 1280 and 375 pixels, and never wider than the screen, not even at 320."""
    semula = page.viewport_size
    for lebar in LEBAR:
        page.set_viewport_size({"width": lebar, "height": 800})
        if lebar in LEBAR_AXE:
            periksa_axe(page)
        periksa_lebar(page)
    if semula:
        page.set_viewport_size(semula)


@cache
def _axe() -> str:
    return (Path(__file__).parent / "vendor" / "axe.min.js").read_text()


def _sebut(pelanggaran: dict[str, Any]) -> str:
    tempat = "\n".join(f"    {n['html'][:160]}\n      {n['failureSummary']}" for n in pelanggaran["nodes"][:5])
    return f"  {pelanggaran['id']} ({pelanggaran['impact']}): {pelanggaran['help']}\n{tempat}"


def periksa_axe(page: Page, *, di: str | None = None) -> None:
    """Fail with a readable list when axe finds a breach of WCAG 2.2 A/AA or of its best practices.

    Args:
        di: a CSS selector, to look at one part of the page only.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())
    # A colour that is still fading in would be measured on its way.
    page.evaluate("() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => null)))")
    pilihan = {
        "runOnly": {"type": "tag", "values": ATURAN},
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],
        "preload": False,
    }
    lulus, pelanggaran = page.evaluate(
        "async ([di, pilihan]) => { const h = await axe.run(di || document, pilihan); "
        "return [h.passes.length, h.violations]; }",
        [di, pilihan],
    )
    assert lulus, "axe memeriksa tidak satu pun"
    assert not pelanggaran, f"{page.url}\n" + "\n".join(_sebut(p) for p in pelanggaran)


def periksa_lebar(page: Page) -> None:
    """Fail when the page itself scrolls sideways, naming what sticks out (WCAG 1.4.10)."""
    menonjol = page.evaluate(
        """() => {
          const lebar = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= lebar) return [];
          return [...document.body.querySelectorAll("*")]
            .filter((e) => e.getBoundingClientRect().right > lebar + 1 && !e.closest(".gulir"))
            .slice(0, 5).map((e) => e.outerHTML.slice(0, 120)).concat(`lebar ${document.documentElement.scrollWidth}`);
        }"""
    )
    assert not menonjol, f"{page.url} lebih lebar dari layar:\n" + "\n".join(menonjol)
