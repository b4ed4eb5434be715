"use strict";
// The marked pages: the value that the address names is brought to the middle, and named beside its page.
(() => {
  const point = () => {
    for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const mark = target && target.dataset.mark;
    if (!mark) return;
    for (const part of document.querySelectorAll(`[data-mark="${mark}"], [data-of="${mark}"]`)) {
      part.classList.add("chosen");
    }
    target.scrollIntoView({ block: "center", inline: "nearest" });
    const item = document.querySelector(`li[data-of="${mark}"]`);
    const list = item.parentElement;
    list.scrollTop += item.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  };
  addEventListener("hashchange", point);
  addEventListener("load", point);
})();
