// Ticking all boxes of a group at once. The form works without this file.
"use strict";

for (const kelompok of document.querySelectorAll("[data-semua]")) {
  const kotak = () => [...kelompok.querySelectorAll('input[type="checkbox"]')];
  const tombol = document.createElement("button");
  Object.assign(tombol, { type: "button", className: "btn btn-secondary btn-sm" });
  const perbarui = () => {
    tombol.textContent = kotak().every((k) => k.checked) ? "Lepaskan semua" : "Centang semua";
  };
  tombol.setAttribute("aria-describedby", kelompok.dataset.semua);
  tombol.addEventListener("click", () => {
    const centang = !kotak().every((k) => k.checked);
    for (const k of kotak()) k.checked = centang;
    perbarui();
  });
  kelompok.addEventListener("change", perbarui);
  window.addEventListener("pageshow", perbarui); // the browser may restore ticks after going back
  if (kotak().length < 2) continue;
  perbarui();
  kelompok.prepend(tombol);
}
