"use strict";
// Rows of a table as a CSV file, made in the browser.
const Download = (() => {
  // A cell that a spreadsheet would take for a formula begins with an apostrophe instead.
  const cell = (text) => {
    const plain = text.replace(/\s+/g, " ").trim();
    const safe = /^[=+\-@＝＋－＠]/.test(plain) ? `'${plain}` : plain;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  const csv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

  const save = (name, rows) => {
    const address = URL.createObjectURL(new Blob([csv(rows)], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };

  return { save };
})();
