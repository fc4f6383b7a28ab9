// Searches the site inside the reader's browser. What is typed is cut into
// words as the index was (generator/search says how), looked up in small files
// by the words' hashes, and never part of a request.
(() => {
  const form = document.querySelector("form.search");
  const field = document.getElementById("search");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  if (!form || !field || !status || !results) return;
  const say = status.dataset;
  const most = 10; // results shown
  const stop = new Set("an and are as at be but by for from had has have if in is it my of on or so that the their them there thi to wa were which with you your".split(" "));

  const singular = (w) => {
    const n = w.length;
    if (n < 4 || w[n - 1] !== "s" || "sui".includes(w[n - 2])) return w;
    return n > 4 && w[n - 2] === "e" && "hsx".includes(w[n - 3]) ? w.slice(0, -2) : w.slice(0, -1);
  };
  const stem = (word) => {
    let w = singular(word);
    for (const ending of ["ing", "ed"]) {
      const n = w.length - ending.length;
      if (n < 4 || !w.endsWith(ending)) continue;
      w = w.slice(0, n);
      if (n > 3 && w[n - 1] === w[n - 2] && w[n - 1] !== "l" && w[n - 1] !== "s") w = w.slice(0, -1);
      break;
    }
    return w.length > 4 && w.endsWith("e") ? w.slice(0, -1) : w;
  };
  const wordsOf = (text) => [...new Set(
    (text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replace(/['’]/g, "").match(/[\p{L}\p{Nd}]+/gu) || [])
      .filter((w) => w.length > 1 && w.length <= 40).map(stem).filter((w) => !stop.has(w)))];

  const root = new URL("../../", document.currentScript.src); // the site's, from assets/js/
  const bytes = new TextEncoder();
  const hash = (word) => {
    let h = 2166136261;
    for (const b of bytes.encode(word)) h = Math.imul(h ^ b, 16777619);
    return h >>> 0;
  };

  const kept = new Map();
  const load = (name) => {
    if (!kept.has(name)) {
      const got = fetch(new URL("search/data/" + name + ".txt", root)).then((answer) => {
        if (!answer.ok) throw new Error(name + ": " + answer.status);
        return answer.text();
      });
      got.catch(() => kept.delete(name));
      kept.set(name, got);
    }
    return kept.get(name);
  };
  const lines = async (name) => (await load(name)).split("\n").slice(0, -1);
  const head = async () => {
    const [version, ...numbers] = await lines("index");
    if (version !== "nosology search 1") throw new Error("another version");
    const [pages, wordFiles, pagesToAFile] = numbers.map(Number);
    return { pages, wordFiles, pagesToAFile };
  };

  // The pages that hold a word: page number to weight.
  const pagesWith = async (word, h) => {
    const text = "\n" + await load("words-" + hash(word) % h.wordFiles);
    const at = text.indexOf("\n" + word + " ");
    if (at < 0) return null;
    const list = text.slice(at + word.length + 2, text.indexOf("\n", at + 1)).split(",");
    return new Map(list.map((entry) => [parseInt(entry, 36) >> 2, parseInt(entry, 36) & 3]));
  };

  // Words of the index that a mistyped or unfinished word may mean.
  const meant = async (word, unfinished) => {
    const found = [];
    let last = "";
    for (const line of await lines("spelling")) {
      last = last.slice(0, parseInt(line[0], 36)) + line.slice(1);
      if (unfinished && word.length > 2 && last.startsWith(word)) found.push([last, last.length - word.length]);
      else if (word.length > 3 && last[0] === word[0] && near(word, last, word.length > 7 ? 2 : 1)) found.push([last, 3]);
    }
    return found.sort((a, b) => a[1] - b[1]).slice(0, 3).map((entry) => entry[0]);
  };

  const worth = [1, 4, 9, 10];
  const look = async (words, finished) => {
    const h = await head();
    const scores = new Map();
    for (const [i, word] of words.entries()) {
      let hits = await pagesWith(word, h), share = 1;
      if (!hits) {
        hits = new Map();
        share = 0.6;
        for (const other of await meant(word, !finished && i === words.length - 1)) {
          for (const [page, weight] of await pagesWith(other, h) || []) hits.set(page, Math.max(weight, hits.get(page) || 0));
        }
      }
      const rare = Math.log(1 + h.pages / (1 + hits.size));
      for (const [page, weight] of hits) {
        const score = scores.get(page) || { words: 0, sum: 0 };
        score.words++;
        score.sum += share * rare * worth[weight];
        scores.set(page, score);
      }
    }
    const best = [...scores].sort((a, b) => b[1].words - a[1].words || b[1].sum - a[1].sum || a[0] - b[0]);
    const all = best.filter(([, score]) => score.words === best[0][1].words);
    const pages = await Promise.all(all.slice(0, most).map(async ([page]) =>
      (await lines("pages-" + Math.floor(page / h.pagesToAFile)))[page % h.pagesToAFile].split("\t")));
    return { pages, more: all.length > most };
  };

  // counted is the form of a text that the language has for a number.
  const counted = (forms, n) => {
    const all = JSON.parse(forms);
    return (all[new Intl.PluralRules(document.documentElement.lang).select(n)] ?? all.other).replace("{n}", n);
  };

  const show = ({ pages, more }) => {
    results.replaceChildren(...pages.map(([title, address, kind, summary]) => {
      const item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("span");
      link.href = new URL(address.slice(1), root).pathname;
      link.textContent = title;
      text.textContent = say[kind] + ". " + summary;
      item.append(link, text);
      return item;
    }));
    const n = pages.length;
    status.textContent = !n ? say.none : more ? say.most.replace("{n}", n) : counted(say.found, n);
  };

  let turn = 0, pause;
  const search = async (finished) => {
    clearTimeout(pause);
    const mine = ++turn, words = wordsOf(field.value);
    try {
      const found = words.length ? await look(words, finished) : null;
      if (mine !== turn) return; // something else was typed meanwhile
      if (found) show(found);
      else {
        results.replaceChildren();
        status.textContent = "";
      }
    } catch {
      if (mine === turn) status.textContent = say.failed;
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(search, 150, false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(true);
  });
  addEventListener("pageshow", (event) => { if (event.persisted) field.value = ""; });

  // What a box elsewhere was asked; see find.js.
  let asked = "";
  try {
    asked = sessionStorage.getItem("search") ?? "";
    sessionStorage.removeItem("search");
  } catch {} // storage is forbidden
  if (!asked) return;
  field.value = asked;
  search(true);
})();
