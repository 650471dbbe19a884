// Ticking lines: counts what is ticked, and ticks all at once. The form works without this file.
"use strict";

for (const formulir of document.querySelectorAll("form[data-pilih]")) {
  const kotak = () => [...document.querySelectorAll(`input[name="pilih"][form="${formulir.id}"]`)];
  const jumlah = formulir.querySelector("[data-pilih-jumlah]");
  const semua = formulir.querySelector("[data-pilih-semua]");
  const kirim = formulir.querySelector('button[type="submit"]');

  const perbarui = () => {
    const daftar = kotak();
    const banyak = daftar.filter((k) => k.checked).length;
    jumlah.textContent = `${banyak} dari ${daftar.length} dicentang.`;
    semua.hidden = daftar.length < 2;
    semua.textContent = banyak === daftar.length ? "Lepaskan semua" : "Centang semua";
    kirim.disabled = banyak === 0;
  };

  semua.addEventListener("click", () => {
    const daftar = kotak();
    const centang = !daftar.every((k) => k.checked);
    for (const k of daftar) k.checked = centang;
    perbarui();
  });
  document.addEventListener("change", (peristiwa) => {
    if (peristiwa.target.matches(`input[name="pilih"][form="${formulir.id}"]`)) perbarui();
  });
  // The browser may restore ticks after going back.
  window.addEventListener("pageshow", perbarui);
  perbarui();
}
