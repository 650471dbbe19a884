// Moving through the matrix like through a sheet: one stop for Tab, arrows from cell to cell, Enter for a cell's links.
"use strict";

(() => {
  const tabel = document.getElementById("matriks");
  if (!tabel) return;
  const baris = () => [...tabel.querySelectorAll("tr.baris")];
  const selBaris = (tr) => [...tr.querySelectorAll(".kol-sel .sel")];
  const utama = (sel) => sel.querySelector("input") || sel.querySelector("a");

  function pasang(sel, urutan) {
    for (const satu of sel.querySelectorAll("input, a")) satu.tabIndex = -1;
    if (utama(sel)) utama(sel).tabIndex = urutan;
  }

  function jadikanAktif(sel) {
    for (const satu of tabel.querySelectorAll(".kol-sel [tabindex='0']")) satu.tabIndex = -1;
    if (utama(sel)) utama(sel).tabIndex = 0;
  }

  function tujuan(sel, tombol, ujung) {
    const semua = baris();
    const i = semua.indexOf(sel.closest("tr"));
    const j = selBaris(semua[i]).indexOf(sel);
    const langkah = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[tombol];
    if (langkah) return [i + langkah[0], j + langkah[1]];
    if (tombol === "Home") return [ujung ? 0 : i, 0];
    if (tombol === "End") return [ujung ? semua.length - 1 : i, selBaris(semua[i]).length - 1];
    return null;
  }

  tabel.addEventListener("keydown", (p) => {
    const sel = p.target.closest(".kol-sel .sel");
    if (!sel || p.altKey || p.metaKey) return;
    if (p.key === "Enter" && p.target.matches("input")) {
      p.preventDefault();
      const atur = sel.querySelector("a[data-atur]");
      if (atur) atur.click();
      return;
    }
    const ke = tujuan(sel, p.key, p.ctrlKey);
    if (!ke) return;
    p.preventDefault();
    const tr = baris()[ke[0]];
    const lain = tr && selBaris(tr)[ke[1]];
    if (!lain || !utama(lain)) return;
    jadikanAktif(lain);
    utama(lain).focus();
  });
  tabel.addEventListener("focusin", (p) => {
    const sel = p.target.closest(".kol-sel .sel");
    if (sel) jadikanAktif(sel);
  });
  document.addEventListener("cascading:sel", (p) => tabel.contains(p.detail.sel) && pasang(p.detail.sel, p.detail.urutan));
  document.addEventListener("htmx:oobAfterSwap", (p) => {
    const sel = p.target.closest && p.target.closest(".kol-sel .sel");
    if (sel) pasang(sel, -1);
  });

  const semua = [...tabel.querySelectorAll(".kol-sel .sel")];
  for (const sel of semua) pasang(sel, -1);
  const pertama = semua.find(utama);
  if (pertama) utama(pertama).tabIndex = 0;
})();
