"use strict";
// The table of ratings: sorted and filtered in the browser; the view is in the address, so that it can be shared.
(() => {
  const BEST_FIRST = ["Outstanding", "Good", "Requires improvement", "Inadequate"];
  const form = document.querySelector("[data-filters]");
  const table = document.querySelector("[data-matrix]");
  const count = document.querySelector("[data-count]");
  const heads = Array.from(table.tHead.rows[0].cells);
  const keys = heads.map((head) => head.dataset.key);
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row, order) => ({
    row, order, cells: Array.from(row.cells, (cell) => cell.textContent.trim()),
  }));
  const at = (key) => keys.indexOf(key);
  const view = { sort: "", down: false };
  let order = "false"; // what the rows are in now: as they came

  const said = (number) => `${number.toLocaleString("en-GB")} ${number === 1 ? "report" : "reports"}`;

  const rank = (key, text) => {
    if (key === "score" || key === "year") return text === "" ? -1 : parseFloat(text);
    if (key === "rating" || key.startsWith("rating_")) {
      const place = BEST_FIRST.indexOf(text);
      return place < 0 ? BEST_FIRST.length : place;
    }
    return text.toLowerCase();
  };

  // What the form asks of a row, as a function of its cells; the form is read once for all rows.
  const filter = () => {
    const { q, ...exact } = Object.fromEntries(new FormData(form));
    const wanted = Object.entries(exact).filter(([, value]) => value).map(([key, value]) => [at(key), value]);
    const name = q.trim().toLowerCase();
    return (cells) => wanted.every(([column, value]) => cells[column] === value)
      && cells[at("service")].toLowerCase().includes(name);
  };

  const ordered = () => {
    if (!view.sort) return rows;
    const column = at(view.sort);
    const ranked = rows.map((entry) => ({ entry, rank: rank(view.sort, entry.cells[column]) }));
    const sign = view.down ? -1 : 1;
    ranked.sort((a, b) => (a.rank < b.rank ? -sign : a.rank > b.rank ? sign : a.entry.order - b.entry.order));
    return ranked.map((item) => item.entry);
  };

  const show = () => {
    const fits = filter();
    let shown = 0;
    for (const { row, cells } of rows) {
      const out = !fits(cells);
      if (row.hidden !== out) row.hidden = out;
      shown += out ? 0 : 1;
    }
    if (order !== view.sort + view.down) body.replaceChildren(...ordered().map(({ row }) => row));
    order = view.sort + view.down;
    count.textContent = shown === rows.length ? said(shown) : `${shown.toLocaleString("en-GB")} of ${said(rows.length)}`;
    heads.forEach((head) => {
      const sorted = head.dataset.key === view.sort;
      if (sorted) head.setAttribute("aria-sort", view.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };

  const remember = () => {
    const address = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (value) address.set(key, value);
    if (view.sort) address.set("sort", (view.down ? "-" : "") + view.sort);
    const query = address.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  };

  const recall = () => {
    const address = new URLSearchParams(location.search);
    for (const field of form.elements) if (field.name) field.value = address.get(field.name) || "";
    for (const field of form.querySelectorAll("select")) if (field.selectedIndex < 0) field.value = "";
    const sort = address.get("sort") || "";
    view.down = sort.startsWith("-");
    view.sort = keys.includes(sort.replace(/^-/, "")) ? sort.replace(/^-/, "") : "";
  };

  const renew = () => { remember(); show(); };

  heads.forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      view.down = view.sort === head.dataset.key && !view.down;
      view.sort = head.dataset.key;
      renew();
    });
  });
  form.addEventListener("input", renew);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    view.sort = "";
    setTimeout(renew);
  });
  form.querySelector("[data-download]").addEventListener("click", () => {
    const titles = heads.map((head) => head.textContent);
    Download.save("ratings.csv", [titles, ...ordered().filter(({ row }) => !row.hidden).map(({ cells }) => cells)]);
  });
  addEventListener("popstate", () => { recall(); show(); });
  form.hidden = false;
  recall();
  show();
})();
