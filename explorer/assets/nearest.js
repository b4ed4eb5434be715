"use strict";
// Names that come nearest to what was typed. Letters and digits alone count, and a few wrong ones are forgiven.
const Nearest = (() => {
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
    .replace(/&/g, " and ").replace(/[^a-z0-9]+/g, " ").trim();

  // Fewest letters added, left out, changed or swapped that turn `typed` into the beginning of `word`.
  const distance = (typed, word) => {
    let before = [];
    let last = Array.from({ length: word.length + 1 }, (_, at) => at);
    for (let i = 1; i <= typed.length; i += 1) {
      const now = [i];
      for (let j = 1; j <= word.length; j += 1) {
        const same = typed[i - 1] === word[j - 1] ? 0 : 1;
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = now;
    }
    return Math.min(...last);
  };

  const allowed = (typed) => (typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2);

  // Lower is better; undefined where the name does not fit. Every typed word has to fit the beginning of a word.
  const score = (typed, name) => {
    if (name.startsWith(typed)) return 0;
    if ((" " + name).includes(" " + typed)) return 1;
    let sum = 2;
    const words = name.split(" ");
    for (const part of typed.split(" ")) {
      const least = Math.min(...words.map((word) => distance(part, word)));
      if (least > allowed(part)) return undefined;
      sum += least;
    }
    return sum;
  };

  // The best `most` of the entries ({ names: [folded names] }).
  const find = (text, entries, most) => {
    const typed = fold(text);
    if (!typed) return [];
    return entries
      .map((entry, order) => {
        const scores = entry.names.map((name) => score(typed, name)).filter((value) => value !== undefined);
        return { entry, order, score: scores.length ? Math.min(...scores) : undefined };
      })
      .filter((hit) => hit.score !== undefined)
      .sort((a, b) => a.score - b.score || a.order - b.order)
      .slice(0, most)
      .map((hit) => hit.entry);
  };

  return { fold, find };
})();
