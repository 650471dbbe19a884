// One way for the entry pages' scripts to ask the server: whatever goes wrong on the way becomes a word they can act on.
"use strict";

window.Kirim = (() => {
  function token() {
    const kuki = document.cookie.match(/(?:^|; )kinerja_csrf=([^;]+)/);
    return kuki ? kuki[1] : document.querySelector('meta[name="csrf-token"]').content;
  }

  /** The server's JSON; its `keadaan` is "koneksi" when it could not be reached and "sesi" when it wants a sign-in. */
  async function tanya(alamat, isi, { pengguna, jenis }) {
    let jawab;
    try {
      jawab = await fetch(alamat, {
        method: "POST",
        redirect: "manual", // a redirect means: signed out
        headers: { "X-CSRFToken": token(), "X-Pengguna": pengguna, "X-Requested-With": jenis },
        body: new URLSearchParams(isi),
        signal: AbortSignal.timeout(30_000),
      });
      if (jawab.status >= 500 || jawab.status === 429) return { keadaan: "koneksi" };
      if ((jawab.headers.get("Content-Type") || "").startsWith("application/json")) return await jawab.json();
    } catch {
      return { keadaan: "koneksi" };
    }
    const menolak = jawab.status === 404 || jawab.status === 413;
    return { keadaan: menolak ? "ditolak" : "sesi", pesan: "Server tidak menerima isian ini. Muat ulang halaman, lalu coba lagi." };
  }

  return { tanya };
})();
