// What has been typed and not yet confirmed by the server, kept in the browser: person, unit, quarter and cell name it.
"use strict";

window.Simpanan = (() => {
  const awalan = "kinerja:isian:";
  let utuh = true;

  function coba(kerja) {
    try {
      return kerja();
    } catch {
      utuh = false; // private window or full: the page then warns before it is left
      return null;
    }
  }

  return {
    /** Whether the browser keeps what it is given. */
    utuh: () => utuh,
    tulis: (lembar, sel, isi) => coba(() => localStorage.setItem(`${awalan}${lembar}:${sel}`, JSON.stringify(isi))),
    hapus: (lembar, sel) => coba(() => localStorage.removeItem(`${awalan}${lembar}:${sel}`)),
    /** [cell, {teks, versi}] of everything that waits on this sheet. */
    semua(lembar) {
      return (
        coba(() =>
          Object.keys(localStorage)
            .filter((kunci) => kunci.startsWith(`${awalan}${lembar}:`))
            .map((kunci) => [kunci.slice(`${awalan}${lembar}:`.length), JSON.parse(localStorage.getItem(kunci))])
        ) || []
      );
    },
  };
})();
