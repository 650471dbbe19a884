// The entry grid under the fingers: moving like in a spreadsheet, pasting columns, opening details, the submit dialog.
"use strict";

(() => {
  const isian = window.Isian;
  if (!isian) return;
  const semuaBaris = () => [...document.querySelectorAll("tr.baris")];
  const selKolom = (baris, kolom) => baris.querySelector(`[data-sel][data-kolom="${kolom}"]`);
  const bisa = (sel) => sel && !isian.kendali(sel).disabled;

  function pindah(sel, arah) {
    const baris = semuaBaris();
    const kolom = sel.dataset.kolom;
    for (let i = baris.indexOf(sel.closest("tr")) + arah; baris[i]; i += arah) {
      const tujuan = selKolom(baris[i], kolom);
      if (!bisa(tujuan)) continue;
      const masukan = isian.kendali(tujuan);
      masukan.focus();
      if (masukan.select) masukan.select();
      return true;
    }
    return false;
  }

  document.addEventListener("keydown", (p) => {
    const sel = p.target.closest && p.target.closest("[data-sel]");
    if (!sel || p.isComposing) return;
    if (p.key === "Escape") return isian.batal(sel);
    if (sel.dataset.kolom === undefined || p.ctrlKey || p.altKey || p.metaKey) return undefined;
    const panah = { ArrowDown: 1, ArrowUp: -1 }[p.key];
    // In a list of choices the arrows choose; Enter moves on there too.
    const arah = p.key === "Enter" ? (p.shiftKey ? -1 : 1) : p.target.tagName === "SELECT" ? undefined : panah;
    if (arah === undefined) return undefined;
    p.preventDefault();
    // At the edge there is nowhere to go, but Enter still saves what was typed.
    if (!pindah(sel, arah) && p.key === "Enter") isian.antrekan(sel);
    return undefined;
  });

  function isiSel(sel, teks) {
    const masukan = isian.kendali(sel);
    if (masukan.tagName === "SELECT") {
      const cocok = [...masukan.options].find((o) => o.value.toLowerCase() === teks.toLowerCase());
      if (!cocok) {
        isian.tampil(sel, "ditolak", `“${teks}” tidak ada dalam pilihan.`);
        return;
      }
      masukan.value = cocok.value;
    } else {
      masukan.value = teks;
    }
    isian.antrekan(sel);
  }

  // Rows of the clipboard go to rows of the grid, blank cells leave what is there.
  document.addEventListener("paste", (p) => {
    const awal = p.target.closest && p.target.closest("[data-sel][data-kolom]");
    const teks = (p.clipboardData ? p.clipboardData.getData("text/plain") : "").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!awal || !/[\n\t]/.test(teks)) return;
    p.preventDefault();
    const baris = semuaBaris();
    const mulai = baris.indexOf(awal.closest("tr"));
    let masuk = 0;
    let lewat = 0;
    teks.split("\n").forEach((larik, i) => {
      larik.split("\t").forEach((isi, j) => {
        if (!isi.trim()) return;
        const sel = baris[mulai + i] && selKolom(baris[mulai + i], Number(awal.dataset.kolom) + j);
        if (!bisa(sel)) {
          lewat += 1;
          return;
        }
        isiSel(sel, isi.trim());
        masuk += 1;
      });
    });
    const sisa = lewat ? `; ${lewat} nilai tidak ditempel karena selnya tidak ada atau terkunci` : "";
    document.getElementById("hasil-tempel").textContent = `${masuk} sel ditempel${sisa}.`;
  });

  document.addEventListener("click", (p) => {
    const tombol = p.target.closest("[data-buka-rinci]");
    if (!tombol) return;
    const rinci = document.getElementById(tombol.dataset.bukaRinci);
    const terbuka = rinci.classList.toggle("terbuka");
    for (const t of document.querySelectorAll(`[data-buka-rinci="${rinci.id}"]`)) t.setAttribute("aria-expanded", String(terbuka));
    if (!terbuka) return;
    rinci.dispatchEvent(new CustomEvent("rinci:buka", { bubbles: true }));
    if (tombol.dataset.ke !== "bukti") {
      const teks = rinci.querySelector("textarea:not(:disabled)");
      if (teks) teks.focus();
    }
  });

  const satuAtau = (pilih) => document.querySelector(pilih) || document.createElement("i");
  function dialog(satu) {
    const lengkap = document.querySelector(`[data-lengkap="${satu.pk}"]`);
    if (lengkap) {
      const kotak = lengkap.querySelector("input");
      if (lengkap.hidden === satu.terisi) kotak.checked = satu.terisi;
      lengkap.hidden = !satu.terisi;
      kotak.disabled = !satu.terisi;
    }
    const kurang = document.querySelector(`[data-kurang="${satu.pk}"]`);
    if (kurang) {
      kurang.hidden = satu.terisi;
      kurang.querySelector("span").textContent = satu.kurang;
    }
    satuAtau("[data-tak-ada]").hidden = Boolean(document.querySelector("[data-lengkap]:not([hidden])"));
    satuAtau("[data-kurang-semua]").hidden = !document.querySelector("[data-kurang]:not([hidden])");
  }

  document.addEventListener("isian:baris", (p) => {
    dialog(p.detail);
    const isi = Object.values(p.detail.uraian).filter(Boolean).length;
    const hitungan = document.querySelector(`#baris-${p.detail.pk} [data-jumlah-uraian]`);
    if (hitungan) hitungan.textContent = isi ? `(${isi})` : "";
    const terisi = document.querySelectorAll('tr.baris[data-wajib="ya"][data-terisi="ya"]').length;
    document.getElementById("jumlah-terisi").textContent = terisi;
    document.querySelector(".kemajuan-isian progress").value = terisi;
  });

  document.addEventListener("isian:tunda", (p) => {
    const pesan = document.querySelector("[data-ajukan-tunda]");
    if (!pesan) return;
    pesan.hidden = !p.detail;
    pesan.textContent = `${p.detail} isian belum tersimpan. Tunggu atau perbaiki dulu, supaya yang diajukan lengkap.`;
    document.querySelector("[data-kirim-ajukan]").disabled = Boolean(p.detail);
  });
})();
