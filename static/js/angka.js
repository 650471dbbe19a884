// “Dari mana angka ini?”: a link with data-angka opens in a dialog instead of a page of its own. Without this file, or
// with Ctrl-click, the link leads to the page.
"use strict";

(() => {
  let dialog = null;
  let pembuka = null;

  function buat() {
    dialog = document.createElement("dialog");
    dialog.className = "dialog-angka";
    dialog.setAttribute("aria-label", "Dari mana angka ini?");
    dialog.innerHTML =
      '<div class="dialog-angka-kepala"><p class="h4">Dari mana angka ini?</p><div class="tindakan">' +
      '<a class="btn btn-secondary btn-sm" data-penuh>Halaman penuh</a>' +
      '<button type="button" class="btn btn-secondary btn-sm" data-tutup>Tutup</button></div></div>' +
      '<div class="dialog-isi" tabindex="0" role="region" aria-label="Penjelasan angka" id="dialog-angka-isi"></div>';
    document.body.append(dialog);
    dialog.querySelector("[data-tutup]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      if (pembuka && document.contains(pembuka)) pembuka.focus();
    });
  }

  function muat(alamat) {
    const isi = dialog.querySelector("#dialog-angka-isi");
    isi.textContent = "Memuat penjelasan…";
    dialog.querySelector("[data-penuh]").href = alamat;
    htmx.ajax("GET", alamat, { target: isi, swap: "innerHTML" }).catch(() => {
      window.location.assign(alamat);
    });
    isi.scrollTop = 0;
  }

  document.addEventListener("click", (peristiwa) => {
    const tautan = peristiwa.target.closest("a[data-angka]");
    if (!tautan || peristiwa.ctrlKey || peristiwa.metaKey || peristiwa.shiftKey || peristiwa.button !== 0) return;
    if (typeof htmx === "undefined") return;
    peristiwa.preventDefault();
    if (!dialog) buat();
    if (!dialog.contains(tautan)) pembuka = tautan;
    if (!dialog.open) dialog.showModal();
    muat(tautan.href);
    dialog.querySelector("#dialog-angka-isi").focus();
  });

  // A refusal (no longer permitted, session ended) is answered into the page's message region: show it there.
  document.addEventListener("htmx:afterSwap", (peristiwa) => {
    if (dialog && dialog.open && peristiwa.target.id === "pesan") dialog.close();
  });
})();
