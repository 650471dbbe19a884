// The cascade under the fingers: every tick saves itself and says so; the links of a cell open in a dialog.
"use strict";

(() => {
  const papan = document.querySelector("[data-cascading]");
  if (!papan) return;
  const antrean = new Map(); // key of a cell → whether it should be ticked; sent one after another
  const JEDA_TERPANJANG = 30_000;
  let mengirim = false;
  let gagal = 0;
  let pengatur = null;

  const sel = (kunci) => document.getElementById(`sel-${kunci}`);
  const kotak = (kunci) => document.getElementById(`c-${kunci}`);
  const ikon = (jenis) => document.getElementById(`ikon-${jenis}`).content.cloneNode(true);
  const beritahu = () => document.body.dispatchEvent(new CustomEvent("cascadingBerubah", { detail: { asal: "centang" } }));

  function siarkan(kalimat) {
    document.getElementById("siaran").textContent = kalimat;
  }

  // What stands in a cell: saved, waiting or refused; words and icon together.
  function tampil(kunci, keadaan, kalimat) {
    const pesan = sel(kunci) && sel(kunci).querySelector("[data-pesan]");
    if (!pesan) return;
    pesan.className = `sel-pesan ${keadaan}`;
    pesan.replaceChildren(ikon(keadaan), document.createTextNode(` ${kalimat}`));
    if (keadaan !== "tersimpan") return;
    siarkan(`${kotak(kunci) ? kotak(kunci).getAttribute("aria-label") : ""} tersimpan`);
    setTimeout(() => pesan.isConnected && pesan.classList.contains("tersimpan") && pesan.replaceChildren(), 4000);
  }

  // The cell as the server has it now; whoever was in it stays in it.
  function ganti(kunci, html) {
    const lama = sel(kunci);
    if (!lama || !html) return;
    const di = lama.contains(document.activeElement);
    const urutan = lama.querySelector("[tabindex='0']") ? 0 : -1;
    const wadah = document.createElement("template");
    wadah.innerHTML = html.trim();
    const baru = wadah.content.querySelector(".sel");
    lama.replaceWith(baru);
    document.dispatchEvent(new CustomEvent("cascading:sel", { detail: { sel: baru, urutan } }));
    if (di) (baru.querySelector("input") || baru.querySelector("a")).focus();
  }

  function nanti(hasil) {
    gagal += 1;
    const kata = hasil.keadaan === "sesi" ? "belum tersimpan: masuk lagi di tab lain" : "menunggu sambungan";
    for (const kunci of antrean.keys()) tampil(kunci, "menunggu", kata);
    clearTimeout(pengatur);
    pengatur = setTimeout(pompa, Math.min(JEDA_TERPANJANG, 1000 * 2 ** Math.min(gagal - 1, 5)));
  }

  async function pompa() {
    if (mengirim || !antrean.size) return;
    const [kunci, ada] = antrean.entries().next().value;
    mengirim = true;
    const isi = { ada: ada ? "ya" : "tidak", sidik: sel(kunci).dataset.sidik };
    const hasil = await window.Kirim.tanya(`${papan.dataset.awal}${kunci.replace("-", "/")}/centang/`, isi, { pengguna: papan.dataset.pengguna, jenis: "cascading" });
    mengirim = false;
    if (hasil.keadaan === "koneksi" || hasil.keadaan === "sesi") return nanti(hasil);
    gagal = 0;
    terima(kunci, ada, hasil);
    return pompa();
  }

  function terima(kunci, ada, hasil) {
    const ingin = antrean.get(kunci);
    antrean.delete(kunci);
    if (hasil.html) ganti(kunci, hasil.html);
    else if (kotak(kunci)) kotak(kunci).checked = !ada;
    if (hasil.keadaan !== "tersimpan") {
      tampil(kunci, "ditolak", hasil.pesan);
      siarkan(hasil.pesan);
      return;
    }
    if (ingin !== ada && kotak(kunci)) {
      kotak(kunci).checked = ingin; // ticked again while the first tick was on its way
      antrekan(kunci, ingin);
      return;
    }
    tampil(kunci, "tersimpan", "tersimpan");
    if (!antrean.size) beritahu();
  }

  function antrekan(kunci, ada) {
    antrean.set(kunci, ada);
    tampil(kunci, "menunggu", "menyimpan…");
    clearTimeout(pengatur);
    pompa();
  }

  document.addEventListener("change", (p) => {
    const kunci = p.target.matches && p.target.matches("[data-centang]") && p.target.value;
    if (kunci) antrekan(kunci, p.target.checked);
  });
  window.addEventListener("online", pompa);
  window.addEventListener("focus", () => gagal && pompa());
  window.addEventListener("beforeunload", (p) => antrean.size && p.preventDefault());

  // The dialog: opened by the link that would otherwise lead to the cell's own page.
  const dialog = document.getElementById("dialog-sel");
  const isi = document.getElementById("dialog-sel-isi");
  let pembuka = null;

  document.addEventListener("click", (p) => {
    const tautan = p.target.closest("a[data-atur]");
    if (tautan && !p.ctrlKey && !p.metaKey && !p.shiftKey) {
      p.preventDefault();
      pembuka = tautan.closest(".sel") ? tautan.closest(".sel").id : null;
      isi.replaceChildren();
      window.htmx.ajax("GET", tautan.href, { target: "#dialog-sel-isi", swap: "innerHTML" });
    }
    if (p.target.closest("#dialog-sel [data-tutup]")) dialog.close();
  });
  document.addEventListener("htmx:afterSwap", (p) => {
    if (p.target !== isi || dialog.open) return;
    dialog.showModal();
  });
  document.body.addEventListener("cascadingBerubah", (p) => {
    if (!dialog.open || (p.detail && p.detail.asal === "centang")) return;
    const kata = isi.querySelector("[data-kata]");
    siarkan(kata ? kata.textContent : "");
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    isi.replaceChildren();
    const asal = pembuka && document.getElementById(pembuka);
    const kendali = asal && (asal.querySelector("input") || asal.querySelector("a"));
    if (kendali) kendali.focus();
  });
})();
