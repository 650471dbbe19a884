// A button that prints the page; without this file the browser's own menu does the same.
"use strict";

for (const tombol of document.querySelectorAll("[data-cetak]")) {
  tombol.hidden = false;
  tombol.addEventListener("click", () => window.print());
}
