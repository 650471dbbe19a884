// Typing paper forms: Enter hands the form to a queue and frees the box at once; the queue sends one after another and
// is kept in the browser until the server has confirmed each form. No rule is checked here: the server's words are shown.
"use strict";

window.Kertas = (() => {
  const form = document.getElementById("kertas");
  if (!form) return null;
  const { simpanan: nama, pengguna, masuk, urungkan: alamatUrung } = form.dataset;
  const angka = form.elements.angka;
  const kotak = [...document.querySelectorAll("#kotak li")];
  const daftar = document.getElementById("terakhir");
  const galat = document.getElementById("kertas-galat");
  const DRAF = "draf";
  const TAMPAK = 10; // lines kept in the list of what was saved
  const JEDA_TERPANJANG = 30_000;
  const lembar = new Map(); // key → {isi, keadaan: menunggu | tersimpan | ditolak, pesan}
  let gangguan = ""; // "", "koneksi", "sesi", "akun"
  let gagal = 0;
  let pengatur = null;
  let sibuk = false;

  const kolom = () => [...form.elements].filter((e) => e.name && e.name !== "csrfmiddlewaretoken" && e.name !== "kunci");
  const isian = () => Object.fromEntries(kolom().map((e) => [e.name, e.value]));
  const siarkan = (kalimat) => (document.getElementById("siaran").textContent = kalimat);
  const menunggu = () => [...lembar.values()].filter((l) => l.keadaan === "menunggu").length;
  // What stays from one form to the next (service and day of a pile) is nothing typed yet.
  const tetap = (e) => "tetap" in e.dataset;
  const kosong = () => kolom().every((e) => tetap(e) || !e.value.trim());

  // Not crypto.randomUUID: plain http inside an office has none.
  function kunciBaru() {
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 0x0f) | 0x40;
    b[8] = (b[8] & 0x3f) | 0x80;
    const h = [...b].map((n) => n.toString(16).padStart(2, "0")).join("");
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
  }

  function gambar() {
    const tanda = [...angka.value].filter((t) => !" .,;\t".includes(t));
    kotak.forEach((satu, n) => {
      const isi = tanda[n] || "";
      satu.querySelector("b").textContent = isi === "0" || isi === "-" ? "–" : isi;
      satu.classList.toggle("salah", Boolean(isi) && !"01234-".includes(isi));
      if (n === tanda.length) satu.setAttribute("aria-current", "true");
      else satu.removeAttribute("aria-current");
    });
    const keliru = tanda.findIndex((t) => !"01234-".includes(t));
    const lebih = tanda.length - kotak.length;
    const berikut = kotak[tanda.length];
    const kata = keliru >= 0 ? `“${tanda[keliru]}” bukan jawaban.` : lebih > 0 ? `Lebih ${lebih} angka.` : berikut ? `Berikutnya: ${berikut.dataset.nama}` : "Lengkap. Tekan Enter untuk menyimpan.";
    document.getElementById("bantuan").textContent = kata;
  }

  function salah(kalimat, kolomSalah = []) {
    galat.textContent = kalimat;
    galat.hidden = !kalimat;
    for (const e of kolom()) {
      if (kolomSalah.includes(e.name)) e.setAttribute("aria-invalid", "true");
      else e.removeAttribute("aria-invalid");
    }
  }

  function isikan(isi, kunci) {
    for (const e of kolom()) e.value = isi[e.name] ?? "";
    form.elements.kunci.value = kunci;
    window.Simpanan.tulis(nama, DRAF, { isi, kunci });
    gambar();
    angka.focus();
  }

  function kosongkan() {
    for (const e of kolom()) if (!tetap(e)) e.value = "";
    form.elements.kunci.value = kunciBaru();
    window.Simpanan.hapus(nama, DRAF);
    gambar();
    angka.focus();
  }

  function tombol(label, sebut, kerja) {
    const satu = document.createElement("button");
    Object.assign(satu, { type: "button", className: "btn btn-secondary btn-sm", textContent: label });
    const tersembunyi = document.createElement("span");
    Object.assign(tersembunyi, { className: "visually-hidden", textContent: ` ${sebut}` });
    satu.append(tersembunyi);
    satu.addEventListener("click", kerja);
    return satu;
  }

  function baris(kunci) {
    const satu = lembar.get(kunci);
    let li = daftar.querySelector(`[data-kunci="${kunci}"]`);
    if (!satu) return li && li.remove();
    if (!li) {
      li = document.createElement("li");
      li.dataset.kunci = kunci;
      daftar.prepend(li);
    }
    const kode = document.createElement("code");
    kode.textContent = satu.isi.angka || "(tanpa angka)";
    const keadaan = document.createElement("span");
    keadaan.className = `keadaan ${satu.keadaan}`;
    keadaan.textContent = { menunggu: gangguan ? "menunggu koneksi" : "menyimpan…", tersimpan: "tersimpan", ditolak: satu.pesan }[satu.keadaan];
    li.replaceChildren(kode, keadaan);
    if (satu.keadaan === "tersimpan") li.append(tombol("Urungkan", satu.isi.angka, () => urungkan(kunci)));
    if (satu.keadaan === "ditolak") li.append(tombol("Perbaiki", satu.isi.angka, () => perbaiki(kunci)));
    return li;
  }

  function catat(kunci, satu) {
    lembar.set(kunci, satu);
    if (satu.keadaan === "tersimpan") window.Simpanan.hapus(nama, kunci);
    else window.Simpanan.tulis(nama, kunci, satu);
    baris(kunci);
  }

  function lepas(kunci) {
    lembar.delete(kunci);
    window.Simpanan.hapus(nama, kunci);
    baris(kunci);
  }

  function rapikan() {
    const tersimpan = [...lembar].filter(([, l]) => l.keadaan === "tersimpan");
    for (const [kunci] of tersimpan.slice(0, Math.max(0, tersimpan.length - TAMPAK))) lepas(kunci);
  }

  function spanduk() {
    const papan = document.getElementById("spanduk");
    const jumlah = menunggu();
    papan.hidden = !gangguan || !jumlah;
    if (papan.hidden) return papan.replaceChildren();
    const kata = {
      koneksi: `Koneksi terputus – ${jumlah} lembar menunggu. Teruskan mengetik: lembar disimpan di peramban ini dan dikirim sendiri. `,
      sesi: `Sesi Anda berakhir – ${jumlah} lembar menunggu. Masuk lagi di tab baru, lalu kembali ke sini. `,
      akun: `Peramban ini sekarang masuk dengan akun lain – ${jumlah} lembar menunggu. Masuk lagi dengan akun Anda. `,
    };
    papan.replaceChildren(document.createTextNode(kata[gangguan]));
    if (gangguan !== "koneksi") {
      const tautan = document.createElement("a");
      Object.assign(tautan, { href: masuk, target: "_blank", rel: "noopener", textContent: "Masuk lagi (tab baru)" });
      papan.append(tautan, " ");
    }
    papan.append(tombol("Kirim sekarang", "", lanjutkan));
    return undefined;
  }

  function nanti(sebab) {
    gangguan = sebab;
    gagal += 1;
    clearTimeout(pengatur);
    pengatur = setTimeout(lanjutkan, Math.min(JEDA_TERPANJANG, 1000 * 2 ** Math.min(gagal - 1, 5)));
    for (const [kunci, satu] of lembar) if (satu.keadaan === "menunggu") baris(kunci);
    spanduk();
  }

  function lanjutkan() {
    clearTimeout(pengatur);
    pengatur = null;
    pompa();
  }

  async function pompa() {
    if (sibuk || pengatur) return;
    const berikut = [...lembar].find(([, l]) => l.keadaan === "menunggu");
    if (!berikut) return;
    const [kunci, satu] = berikut;
    sibuk = true;
    const hasil = await window.Kirim.tanya(form.action, { ...satu.isi, kunci }, { pengguna, jenis: "kertas" });
    sibuk = false;
    if (hasil.keadaan === "koneksi" || hasil.keadaan === "sesi") return nanti(hasil.keadaan);
    if (hasil.akun_lain) return nanti("akun");
    gangguan = "";
    gagal = 0;
    terima(kunci, satu, hasil);
    spanduk();
    return pompa();
  }

  function terima(kunci, satu, hasil) {
    if (hasil.keadaan === "tersimpan") {
      catat(kunci, { isi: { ...satu.isi, angka: hasil.angka }, keadaan: "tersimpan" });
      document.getElementById("jumlah").textContent = hasil.jumlah;
      history.replaceState(null, "", `?akhir=${kunci}`);
      rapikan();
      siarkan(`${hasil.angka} tersimpan`);
    } else if (kosong()) {
      lepas(kunci);
      isikan(satu.isi, kunci);
      salah(hasil.pesan, Object.keys(hasil.galat || {}));
    } else {
      catat(kunci, { ...satu, keadaan: "ditolak", pesan: hasil.pesan });
      siarkan(`${satu.isi.angka} ditolak: ${hasil.pesan}`);
    }
  }

  function perbaiki(kunci) {
    if (!kosong()) return salah("Simpan atau kosongkan dulu lembar yang sedang diketik, baru perbaiki lembar itu.");
    const satu = lembar.get(kunci);
    lepas(kunci);
    isikan(satu.isi, kunci);
    return salah(satu.pesan);
  }

  async function urungkan(kunci) {
    const hasil = await window.Kirim.tanya(alamatUrung, { kunci }, { pengguna, jenis: "kertas" });
    if (hasil.keadaan !== "diurungkan") return salah(hasil.pesan || "Belum diurungkan: server tidak terjangkau. Coba lagi sebentar lagi.");
    document.getElementById("jumlah").textContent = hasil.jumlah;
    lepas(kunci);
    const baru = kunciBaru();
    if (kosong()) {
      salah("");
      isikan(hasil.isi, baru);
    } else {
      catat(baru, { isi: hasil.isi, keadaan: "ditolak", pesan: "diurungkan" });
    }
    return siarkan(`${hasil.isi.angka} diurungkan`);
  }

  function kirim() {
    if (!angka.value.trim()) return salah("Ketik angka jawaban, lalu tekan Enter.", ["angka"]);
    salah("");
    catat(form.elements.kunci.value, { isi: isian(), keadaan: "menunggu" });
    kosongkan();
    return pompa();
  }

  function pulihkan() {
    for (const li of daftar.querySelectorAll("li[data-kunci]")) {
      lembar.set(li.dataset.kunci, { isi: { angka: li.querySelector("code").textContent }, keadaan: "tersimpan" });
      baris(li.dataset.kunci);
    }
    for (const [kunci, satu] of window.Simpanan.semua(nama)) {
      if (kunci === DRAF) { if (kosong()) isikan(satu.isi, satu.kunci); } else catat(kunci, satu);
    }
  }

  form.addEventListener("submit", (p) => {
    p.preventDefault();
    kirim();
  });
  form.addEventListener("input", () => {
    window.Simpanan.tulis(nama, DRAF, { isi: isian(), kunci: form.elements.kunci.value });
    gambar();
  });
  // Enter in a list or in the suggestion saves too; Shift+Enter is a new line of the suggestion.
  form.addEventListener("keydown", (p) => {
    if (p.key === "Enter" && !p.shiftKey && p.target.matches("select, textarea")) {
      p.preventDefault();
      kirim();
    }
    if (p.key.toLowerCase() === "z" && (p.ctrlKey || p.metaKey) && p.target === angka && !angka.value) {
      const akhir = [...lembar].filter(([, l]) => l.keadaan === "tersimpan").pop();
      if (akhir) {
        p.preventDefault();
        urungkan(akhir[0]);
      }
    }
  });
  window.addEventListener("online", lanjutkan);
  window.addEventListener("focus", () => gangguan && lanjutkan());
  window.addEventListener("beforeunload", (p) => menunggu() && !window.Simpanan.utuh() && p.preventDefault());
  pulihkan();
  gambar();
  if (!document.querySelector("[data-fokus]")) angka.focus();
  pompa();

  return { menunggu };
})();
