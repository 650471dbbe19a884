// Small comforts on top of pages that already work without them. No page may depend on this file alone.
"use strict";

document.documentElement.classList.add("ber-js");

// Every htmx request carries the CSRF token of the page it left from.
document.addEventListener("htmx:configRequest", (peristiwa) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token) peristiwa.detail.headers["X-CSRFToken"] = token.content;
});

// A request that never reached the server: say so once, take it back when one gets through. An element that deals with
// a lost connection by itself (the entry grid) carries data-luring, on itself or around it.
function sambungan(terputus, asal) {
  const pesan = document.getElementById("pesan");
  const contoh = document.getElementById("pesan-terputus");
  if (!pesan || !contoh || (asal && asal.closest("[data-luring]"))) return;
  const lama = pesan.querySelector("[data-terputus]");
  if (terputus && !lama) pesan.append(contoh.content.cloneNode(true));
  if (!terputus && lama) lama.remove();
}
document.addEventListener("htmx:sendError", (peristiwa) => sambungan(true, peristiwa.target));
document.addEventListener("htmx:timeout", (peristiwa) => sambungan(true, peristiwa.target));
document.addEventListener("htmx:afterOnLoad", (peristiwa) => sambungan(false, peristiwa.target));

function pasangMenu() {
  const tombol = document.querySelector(".tombol-menu");
  const navigasi = tombol && document.getElementById(tombol.getAttribute("aria-controls"));
  if (!navigasi) return;
  tombol.hidden = false;
  tombol.addEventListener("click", () => {
    const terbuka = navigasi.classList.toggle("terbuka");
    tombol.setAttribute("aria-expanded", String(terbuka));
  });
}

// A drop-down made of <details data-lepas> closes on Escape, giving back the focus, and on a click elsewhere.
function tutupDetails(kecuali) {
  for (const d of document.querySelectorAll("details[data-lepas][open]")) {
    if (!kecuali || !d.contains(kecuali)) d.open = false;
  }
}
document.addEventListener("click", (peristiwa) => tutupDetails(peristiwa.target));
document.addEventListener("keydown", (peristiwa) => {
  if (peristiwa.key !== "Escape") return;
  const terbuka = document.querySelector("details[data-lepas][open]");
  if (!terbuka) return;
  if (terbuka.contains(document.activeElement)) terbuka.querySelector("summary").focus();
  terbuka.open = false;
});

// The dialogs' command attributes, for browsers that do not know them yet.
if (!("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", (peristiwa) => {
    const buka = peristiwa.target.closest("[data-buka-dialog]");
    if (buka) document.getElementById(buka.dataset.bukaDialog).showModal();
    const tutup = peristiwa.target.closest("[data-tutup-dialog]");
    if (tutup) tutup.closest("dialog").close();
  });
}

// An error summary takes the focus; its links go to the field itself, not only to its place.
function fokuskan() {
  const ringkasan = document.querySelector("[data-fokus]");
  if (ringkasan) ringkasan.focus();
}
document.addEventListener("click", (peristiwa) => {
  const tautan = peristiwa.target.closest(".ringkasan-galat a");
  const tujuan = tautan && document.getElementById(tautan.hash.slice(1));
  if (!tujuan) return;
  const kendali = tujuan.matches("input, select, textarea") ? tujuan : tujuan.querySelector("input, select, textarea");
  if (!kendali) return;
  peristiwa.preventDefault();
  kendali.focus();
});

// On a phone the tabs scroll sideways: the present one is brought into view, the page itself stays where it is.
function tampilkanTab() {
  const tab = document.querySelector(".tab-bagian [aria-current]");
  const wadah = tab && tab.closest(".tab-bagian");
  if (wadah) wadah.scrollLeft = tab.offsetLeft - wadah.offsetLeft - (wadah.clientWidth - tab.offsetWidth) / 2;
}

pasangMenu();
fokuskan();
tampilkanTab();
