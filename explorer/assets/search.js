"use strict";
// The search box of the home page: a combobox over the list of services at the foot of the page.
(() => {
  const MOST = 8;
  const box = document.querySelector("[data-search]");
  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  const status = box.querySelector("[data-search-status]");
  const entries = Array.from(document.querySelectorAll("[data-services] a"), (link) => ({
    name: link.textContent,
    href: link.getAttribute("href"),
    names: [link.textContent, ...(link.dataset.also || "").split("; ")].filter(Boolean).map(Nearest.fold),
  }));
  let chosen = -1;

  const choose = (index) => {
    chosen = index;
    Array.from(list.children).forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const open = (entry) => { location.href = entry.href; };

  const show = () => {
    const found = Nearest.find(input.value, entries, MOST);
    list.replaceChildren(...found.map((entry, at) => {
      const item = document.createElement("li");
      item.id = `found-${at}`;
      item.setAttribute("role", "option");
      item.textContent = entry.name;
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); open(entry); });
      return item;
    }));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    choose(found.length ? 0 : -1);
    const many = found.length === 1 ? "1 service found" : `${found.length} services found`;
    status.textContent = input.value.trim() ? many : "";
    box.classList.toggle("empty", Boolean(input.value.trim()) && !found.length);
    return found;
  };

  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) open(Nearest.find(input.value, entries, MOST)[chosen]);
    else if (event.key === "ArrowDown" && count) choose((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count) choose((chosen - 1 + count) % count);
    else return;
    event.preventDefault();
  });
  box.hidden = false;
})();
