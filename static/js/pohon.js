// The drawing of a pohon kinerja: zoomed and dragged; a condition opens in a dialog. Without this file the drawing
// scrolls at its natural size, and every link leads to a page.
"use strict";

(() => {
  const LANGKAH = 1.2;
  const [TERKECIL, TERBESAR] = [0.2, 3];
  let skala = null;
  let dialog = null;
  let pembuka = null;

  const bidang = () => document.querySelector("[data-bidang]");
  const gambar = () => bidang() && bidang().querySelector("svg");

  // The point of the drawing under (x, y) of the visible part stays where it is.
  function perbesar(baru, x, y) {
    const kotak = bidang();
    const svg = gambar();
    if (!svg) return;
    const lama = skala || 1;
    skala = Math.min(TERBESAR, Math.max(TERKECIL, baru));
    const [px, py] = [(kotak.scrollLeft + x) / lama, (kotak.scrollTop + y) / lama];
    const { width, height } = svg.viewBox.baseVal;
    svg.setAttribute("width", String(Math.round(width * skala)));
    svg.setAttribute("height", String(Math.round(height * skala)));
    kotak.scrollLeft = px * skala - x;
    kotak.scrollTop = py * skala - y;
    for (const kata of document.querySelectorAll("[data-zoom-kata]")) kata.textContent = `${Math.round(skala * 100)}%`;
  }
  const tengah = (baru) => perbesar(baru, bidang().clientWidth / 2, bidang().clientHeight / 2);
  const muat = () => perbesar(Math.min(1, bidang().clientWidth / gambar().viewBox.baseVal.width), 0, 0);

  function pasang() {
    const kotak = bidang();
    if (!kotak || !gambar() || kotak.dataset.terpasang) return;
    kotak.dataset.terpasang = "ya";
    for (const bagian of document.querySelectorAll("[data-zoom]")) bagian.hidden = false;
    kotak.classList.add("seret");
    if (skala === null) perbesar(Math.max(0.6, Math.min(1, kotak.clientWidth / gambar().viewBox.baseVal.width)), 0, 0);
    else perbesar(skala, 0, 0);
    kotak.addEventListener("wheel", roda, { passive: false });
    kotak.addEventListener("keydown", tombol);
    kotak.addEventListener("pointerdown", seret);
  }

  function roda(peristiwa) {
    if (!peristiwa.ctrlKey && !peristiwa.metaKey) return;
    peristiwa.preventDefault();
    const tepi = bidang().getBoundingClientRect();
    const kali = peristiwa.deltaY < 0 ? LANGKAH : 1 / LANGKAH;
    perbesar(skala * kali, peristiwa.clientX - tepi.left, peristiwa.clientY - tepi.top);
  }

  function tombol(peristiwa) {
    if (peristiwa.ctrlKey || peristiwa.metaKey || peristiwa.altKey) return;
    if (peristiwa.key === "+" || peristiwa.key === "=") tengah(skala * LANGKAH);
    else if (peristiwa.key === "-") tengah(skala / LANGKAH);
    else if (peristiwa.key === "0") muat();
    else return;
    peristiwa.preventDefault();
  }

  // A finger scrolls by itself; the mouse drags.
  function seret(peristiwa) {
    if (peristiwa.pointerType !== "mouse" || peristiwa.button !== 0) return;
    const kotak = bidang();
    const awal = [peristiwa.clientX, peristiwa.clientY, kotak.scrollLeft, kotak.scrollTop];
    let jauh = 0;
    const gerak = (p) => {
      jauh = Math.max(jauh, Math.abs(p.clientX - awal[0]) + Math.abs(p.clientY - awal[1]));
      kotak.scrollLeft = awal[2] - (p.clientX - awal[0]);
      kotak.scrollTop = awal[3] - (p.clientY - awal[1]);
      kotak.classList.toggle("menyeret", jauh > 4);
    };
    const lepas = () => {
      window.removeEventListener("pointermove", gerak);
      kotak.classList.remove("menyeret");
      // What ends a drag is no click on the box underneath.
      if (jauh > 4) window.addEventListener("click", (p) => p.preventDefault(), { capture: true, once: true });
    };
    window.addEventListener("pointermove", gerak);
    window.addEventListener("pointerup", lepas, { once: true });
  }
  document.addEventListener("dragstart", (peristiwa) => {
    if (peristiwa.target.closest("[data-bidang]")) peristiwa.preventDefault();
  });

  document.addEventListener("click", (peristiwa) => {
    if (peristiwa.defaultPrevented || peristiwa.ctrlKey || peristiwa.metaKey || peristiwa.shiftKey || peristiwa.button !== 0) return;
    if (typeof htmx === "undefined") return;
    const lipat = peristiwa.target.closest("a[data-lipat]");
    const simpul = peristiwa.target.closest("a[data-simpul]");
    const daftar = lipat && document.getElementById(`lipat-${lipat.dataset.lipat}`);
    if (daftar) {
      peristiwa.preventDefault();
      daftar.click();
    } else if (simpul) {
      peristiwa.preventDefault();
      buka(simpul);
    }
  });

  function buka(tautan) {
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "dialog-simpul";
      dialog.setAttribute("aria-label", "Kondisi dalam pohon kinerja");
      dialog.innerHTML =
        '<div class="dialog-isi" tabindex="0" role="region" aria-label="Isi kondisi"></div>' +
        '<div class="dialog-kaki"><button type="button" class="btn btn-secondary">Tutup</button></div>';
      document.body.append(dialog);
      dialog.querySelector("button").addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => {
        if (pembuka && document.contains(pembuka)) pembuka.focus();
      });
    }
    const alamat = tautan.getAttribute("href");
    const isi = dialog.querySelector(".dialog-isi");
    pembuka = tautan;
    isi.textContent = "Memuat kondisi…";
    dialog.showModal();
    isi.focus();
    htmx.ajax("GET", alamat, { target: isi, swap: "innerHTML" }).catch(() => window.location.assign(alamat));
  }

  // A refusal is answered into the page's message region: show it there.
  document.addEventListener("htmx:afterSwap", (peristiwa) => {
    if (dialog && dialog.open && peristiwa.target.id === "pesan") dialog.close();
    pasang();
  });
  document.addEventListener("htmx:afterSettle", pasang);
  pasang();
})();
