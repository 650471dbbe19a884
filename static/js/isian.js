// The entry grid: every cell saves itself; nothing typed is lost. No figure is computed here: the server's answer is shown.
"use strict";

window.Isian = (() => {
  const lembar = document.getElementById("lembar");
  if (!lembar) return null;
  const nama = lembar.dataset.simpanan;
  const SEJAJAR = 3; // lines saved at the same time; the cells of one line always one after another
  const JEDA_TERPANJANG = 30_000;
  const tunda = new Map(); // cell → {teks, versi, antre}: typed and not yet confirmed
  const sibuk = new Set(); // lines with a save under way
  let gagal = 0;
  let pengatur = null;
  let gangguan = ""; // "", "koneksi", "sesi", "akun"

  const kendali = (sel) => sel.querySelector("input, select, textarea");
  const barisDari = (sel) => document.getElementById(`baris-${(sel.closest("[data-baris]") || { dataset: { baris: sel.closest("[data-rinci]").dataset.rinci } }).dataset.baris}`);
  const versi = (baris) => Number(baris.dataset.versi);
  const selDari = (kunci) => document.querySelector(`[data-sel][data-kunci="${CSS.escape(kunci)}"]`);
  const selBaris = (baris) => [...baris.querySelectorAll("[data-sel]"), ...document.querySelectorAll(`[data-rinci="${baris.dataset.baris}"] [data-sel]`)];
  const ikon = (jenis) => document.getElementById(`ikon-${jenis}`).content.cloneNode(true);

  function siarkan(kalimat) {
    document.getElementById("siaran").textContent = kalimat;
  }

  // What stands below a cell: saved, waiting, refused or a choice; words and icon together.
  function tampil(sel, keadaan, kalimat = "", tombol = []) {
    const pesan = sel.querySelector(".sel-pesan");
    sel.dataset.keadaan = keadaan;
    pesan.className = `sel-pesan ${keadaan}`;
    pesan.replaceChildren(...(kalimat ? [ikon(keadaan), document.createTextNode(` ${kalimat} `)] : []));
    for (const [label, kerja] of tombol) {
      const satu = document.createElement("button");
      satu.type = "button";
      satu.className = "btn btn-secondary btn-sm";
      satu.textContent = label;
      satu.addEventListener("click", kerja);
      pesan.append(satu);
    }
    const salah = keadaan === "ditolak" || keadaan === "bentrok";
    if (salah) kendali(sel).setAttribute("aria-invalid", "true");
    else kendali(sel).removeAttribute("aria-invalid");
    if (salah) siarkan(kalimat);
    if (keadaan === "tersimpan") setTimeout(() => sel.dataset.keadaan === "tersimpan" && tampil(sel, ""), 4000);
  }

  function spanduk() {
    const papan = document.getElementById("spanduk");
    const jumlah = [...tunda.values()].filter((isi) => isi.antre).length;
    papan.hidden = !gangguan || !jumlah;
    if (papan.hidden) return papan.replaceChildren();
    const kata = {
      koneksi: `Koneksi terputus – ${jumlah} isian menunggu. Isian tetap tersimpan di peramban ini dan dikirim sendiri.`,
      sesi: `Sesi Anda berakhir – ${jumlah} isian menunggu. Masuk lagi di tab baru, lalu kembali ke sini. `,
      akun: `Peramban ini sekarang masuk dengan akun lain – ${jumlah} isian menunggu. Masuk lagi dengan akun Anda. `,
    };
    papan.replaceChildren(ikon("menunggu"), document.createTextNode(` ${kata[gangguan]}`));
    if (gangguan !== "koneksi") {
      const tautan = document.createElement("a");
      Object.assign(tautan, { href: lembar.dataset.masuk, target: "_blank", rel: "noopener", textContent: "Masuk lagi (tab baru)" });
      papan.append(tautan);
    }
    const tombol = document.createElement("button");
    Object.assign(tombol, { type: "button", className: "btn btn-secondary btn-sm", textContent: "Kirim sekarang" });
    tombol.addEventListener("click", () => lanjutkan());
    papan.append(" ", tombol);
  }

  function simpanTunda(sel, isi) {
    tunda.set(sel, isi);
    window.Simpanan.tulis(nama, sel.dataset.kunci, { teks: isi.teks, versi: isi.versi });
  }

  function lepas(sel) {
    tunda.delete(sel);
    window.Simpanan.hapus(nama, sel.dataset.kunci);
    umumkan();
  }

  function umumkan() {
    spanduk();
    document.dispatchEvent(new CustomEvent("isian:tunda", { detail: tunda.size }));
  }

  // Remembered with every key press, so that even a crash in the middle of a cell loses nothing.
  function catat(sel) {
    const masukan = kendali(sel);
    if (masukan.value === masukan.dataset.tersimpan) return batal(sel);
    const lama = tunda.get(sel);
    simpanTunda(sel, { teks: masukan.value, versi: lama ? lama.versi : versi(barisDari(sel)), antre: false });
    return undefined;
  }

  function batal(sel) {
    const masukan = kendali(sel);
    masukan.value = masukan.dataset.tersimpan;
    tampil(sel, "");
    lepas(sel);
  }

  function antrekan(sel) {
    catat(sel);
    const isi = tunda.get(sel);
    if (!isi) return;
    isi.antre = true;
    tampil(sel, "menunggu", pengatur ? "menunggu koneksi" : "menyimpan…");
    umumkan();
    pompa();
  }

  function pompa() {
    if (pengatur) return;
    for (const [sel, isi] of tunda) {
      if (sibuk.size >= SEJAJAR) return;
      if (isi.antre && !sibuk.has(barisDari(sel))) kirim(sel, isi);
    }
  }

  function lanjutkan() {
    clearTimeout(pengatur);
    pengatur = null;
    pompa();
  }

  function nanti(sebab) {
    gangguan = sebab;
    gagal += 1;
    for (const [sel, isi] of tunda) if (isi.antre) tampil(sel, "menunggu", "menunggu koneksi");
    clearTimeout(pengatur);
    pengatur = setTimeout(lanjutkan, Math.min(JEDA_TERPANJANG, 1000 * 2 ** Math.min(gagal - 1, 5)));
    umumkan();
  }

  async function kirim(sel, isi) {
    const baris = barisDari(sel);
    const dikirim = { teks: isi.teks, versi: isi.versi };
    sibuk.add(baris);
    const hasil = await window.Kirim.tanya(sel.dataset.alamat, { isi: isi.teks, versi: isi.versi }, { pengguna: lembar.dataset.pengguna, jenis: "isian" });
    sibuk.delete(baris);
    if (hasil.keadaan === "koneksi" || hasil.keadaan === "sesi") return nanti(hasil.keadaan);
    if (hasil.akun_lain) return nanti("akun");
    gagal = 0;
    gangguan = "";
    terima(sel, dikirim, hasil);
    umumkan();
    pompa();
    return undefined;
  }

  function terima(sel, dikirim, hasil) {
    const isi = tunda.get(sel);
    const masihSama = isi && isi.teks === dikirim.teks;
    if (hasil.keadaan === "tersimpan" && masihSama) lepas(sel);
    for (const satu of hasil.baris || []) terapkan(satu, hasil.keadaan === "tersimpan");
    if (!masihSama) return; // typed on meanwhile: the newer text is still on its way
    if (hasil.keadaan === "tersimpan") {
      tampil(sel, "tersimpan", "tersimpan");
      siarkan(`${sel.querySelector("label").textContent.trim()} tersimpan`);
    } else {
      isi.antre = false;
      if (hasil.keadaan === "bentrok") tanyakan(sel, hasil);
      else tampil(sel, "ditolak", hasil.pesan);
    }
  }

  function tanyakan(sel, hasil) {
    const tersimpan = hasil.nilai_tersimpan || "(kosong)";
    const anda = tunda.get(sel).teks || "(kosong)";
    tampil(sel, "bentrok", `${hasil.pesan} Tersimpan: ${tersimpan}. Isian Anda: ${anda}.`, [
      ["Pakai nilai saya", () => {
        tunda.get(sel).versi = versi(barisDari(sel));
        antrekan(sel);
        kendali(sel).focus();
      }],
      ["Pakai yang tersimpan", () => {
        batal(sel);
        kendali(sel).focus();
      }],
    ]);
  }

  // A line as the server now has it. Cells still being typed keep their text.
  function terapkan(satu, milikSendiri) {
    const baris = document.getElementById(`baris-${satu.pk}`);
    if (!baris || satu.versi < versi(baris)) return;
    const lama = versi(baris);
    baris.dataset.versi = satu.versi;
    const asal = document.querySelector(`[name="versi-${satu.pk}"]`);
    if (asal) asal.value = satu.versi;
    for (const sel of selBaris(baris)) {
      const isi = tunda.get(sel);
      // Growth by exactly one is our own save; more was somebody else, and the server will say so.
      if (isi && milikSendiri && isi.versi === lama && satu.versi === lama + 1) simpanTunda(sel, { ...isi, versi: satu.versi });
      const [jenis, kunci] = [sel.dataset.kunci[0], sel.dataset.kunci.replace(/^k-|^u-\d+-/, "")];
      const teks = jenis === "k" ? satu.sel[kunci] : satu.uraian[kunci];
      if (teks === undefined) continue;
      const masukan = kendali(sel);
      if (!isi) masukan.value = teks;
      masukan.dataset.tersimpan = teks;
    }
    for (const [bagian, html] of Object.entries(satu.html)) baris.querySelector(`[data-bagian="${bagian}"]`).innerHTML = html;
    baris.dataset.terisi = satu.terisi ? "ya" : "tidak";
    document.dispatchEvent(new CustomEvent("isian:baris", { detail: satu }));
  }

  function pulihkan() {
    for (const [kunci, isi] of window.Simpanan.semua(nama)) {
      const sel = selDari(kunci);
      if (!sel || !isi || typeof isi.teks !== "string") continue;
      const masukan = kendali(sel);
      if (isi.teks === masukan.dataset.tersimpan) {
        window.Simpanan.hapus(nama, kunci);
      } else if (masukan.disabled) {
        tampil(sel, "ditolak", `Belum tersimpan: “${isi.teks}”, sedangkan baris ini sekarang terkunci.`, [["Buang isian ini", () => batal(sel)]]);
      } else {
        masukan.value = isi.teks;
        simpanTunda(sel, { teks: isi.teks, versi: Number(isi.versi), antre: false });
        antrekan(sel);
      }
    }
  }

  const selDariPeristiwa = (peristiwa) => peristiwa.target.closest && peristiwa.target.closest("[data-sel]");
  document.addEventListener("input", (p) => selDariPeristiwa(p) && catat(selDariPeristiwa(p)));
  document.addEventListener("change", (p) => selDariPeristiwa(p) && antrekan(selDariPeristiwa(p)));
  window.addEventListener("online", lanjutkan);
  window.addEventListener("focus", () => gangguan && lanjutkan());
  window.addEventListener("beforeunload", (p) => tunda.size && !window.Simpanan.utuh() && p.preventDefault());
  lembar.addEventListener("submit", (p) => p.preventDefault());
  pulihkan();

  return { antrekan, batal, kendali, siarkan, tampil, jumlahTunda: () => tunda.size };
})();
