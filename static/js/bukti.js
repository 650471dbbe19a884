// Evidence beside the line: the list is fetched when it is opened; files go up one by one, with progress, by button or by drag.
"use strict";

(() => {
  const panelDari = (unsur) => unsur.closest("[data-bukti]");

  function token() {
    const kuki = document.cookie.match(/(?:^|; )kinerja_csrf=([^;]+)/);
    return kuki ? kuki[1] : document.querySelector('meta[name="csrf-token"]').content;
  }

  function pasang(panel, html) {
    panel.innerHTML = html;
    const isi = panel.querySelector("[data-bukti-isi]");
    const rinci = panel.closest("[data-rinci]");
    const hitungan = rinci && document.querySelector(`#baris-${rinci.dataset.rinci} [data-jumlah-bukti]`);
    if (hitungan && isi) hitungan.textContent = isi.dataset.jumlah === "0" ? "" : `(${isi.dataset.jumlah})`;
  }

  function kabar(panel, kalimat) {
    const tempat = panel.querySelector("[data-kemajuan]");
    if (!tempat) return;
    tempat.hidden = false;
    tempat.textContent = kalimat;
  }

  // XMLHttpRequest, because fetch does not tell how much has been sent.
  function kirim(alamat, isi, maju) {
    return new Promise((selesai, gagal) => {
      const permintaan = new XMLHttpRequest();
      permintaan.open(isi ? "POST" : "GET", alamat);
      permintaan.setRequestHeader("X-Requested-With", "isian");
      if (isi) permintaan.setRequestHeader("X-CSRFToken", token());
      permintaan.upload.addEventListener("progress", (p) => p.lengthComputable && maju && maju(Math.floor((p.loaded * 100) / p.total)));
      permintaan.addEventListener("load", () => selesai(permintaan));
      permintaan.addEventListener("error", gagal);
      permintaan.send(isi);
    });
  }

  const milikPanel = (jawab) => (jawab.responseText.includes("data-bukti-isi") ? jawab.responseText : null);
  const TERPUTUS = "Belum terkirim: sambungan terputus, sesi berakhir, atau berkas terlalu besar. Periksa, lalu coba lagi.";

  async function muat(panel) {
    try {
      const html = milikPanel(await kirim(panel.dataset.bukti));
      if (html) pasang(panel, html);
    } catch {
      // The link to the page of its own is still there.
    }
  }

  async function unggah(panel, berkas) {
    const alamat = panel.dataset.bukti;
    const tertolak = [];
    for (const [nomor, satu] of berkas.entries()) {
      const ke = berkas.length > 1 ? ` (${nomor + 1} dari ${berkas.length})` : "";
      kabar(panel, `Mengirim ${satu.name}${ke}…`);
      const isi = new FormData();
      isi.append("berkas", satu);
      try {
        const jawab = await kirim(alamat, isi, (persen) => kabar(panel, `Mengirim ${satu.name}${ke}: ${persen}%`));
        const html = milikPanel(jawab);
        if (!html) throw new Error("jawaban lain");
        pasang(panel, html);
        if (jawab.status !== 200) tertolak.push(panel.querySelector(".maklumat"));
      } catch {
        kabar(panel, `${satu.name}: ${TERPUTUS}`);
        return;
      }
    }
    // The list was drawn again after each file: the refusals of earlier files are put back on top.
    for (const pesan of tertolak) if (pesan && !pesan.isConnected) panel.querySelector(".bukti-judul").after(pesan);
    if (!tertolak.length) kabar(panel, berkas.length > 1 ? `${berkas.length} berkas dilampirkan.` : "Berkas dilampirkan.");
  }

  document.addEventListener("rinci:buka", (p) => {
    const panel = p.target.querySelector("[data-bukti]");
    if (panel && !panel.querySelector("[data-bukti-isi]")) muat(panel);
  });
  document.addEventListener("change", (p) => {
    if (p.target.matches("[data-unggah] input[type=file]") && p.target.files.length) unggah(panelDari(p.target), [...p.target.files]);
  });
  document.addEventListener("submit", async (p) => {
    const panel = panelDari(p.target);
    if (!panel) return;
    p.preventDefault();
    if (p.target.matches("[data-unggah]")) {
      const berkas = p.target.querySelector("input[type=file]");
      if (berkas.files.length) unggah(panel, [...berkas.files]);
      else berkas.click();
      return;
    }
    try {
      const html = milikPanel(await kirim(p.target.action, new FormData(p.target)));
      if (html) pasang(panel, html);
      else kabar(panel, TERPUTUS);
    } catch {
      kabar(panel, TERPUTUS);
    }
  });
  for (const jenis of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(jenis, (p) => {
      const panel = p.target.closest && panelDari(p.target);
      if (!panel || !panel.querySelector("[data-unggah]")) return;
      p.preventDefault();
      panel.classList.toggle("menerima", jenis === "dragover");
      if (jenis === "drop" && p.dataTransfer.files.length) unggah(panel, [...p.dataTransfer.files]);
    });
  }
})();
