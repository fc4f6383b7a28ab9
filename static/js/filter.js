// Filters the A to Z as you type, and forgives slips where nothing is by that
// name. The page is whole without it. Nothing above the field moves, and the
// lists keep their height while filtered, so that the page stays where the
// reader left it. What is left comes close to the field, where a phone's
// keyboard does not cover it: the bar of letters makes room meanwhile.
(() => {
  const field = document.getElementById("filter");
  const count = document.getElementById("filter-count");
  if (!field || !count) return;
  const nothing = document.getElementById("filter-nothing"); // the way on; a layout may lack it
  const say = count.dataset;

  const plain = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u2019/g, "'").toLowerCase();
  const letters = document.querySelector(".letters");
  const lists = [...document.querySelectorAll(".index")];
  const sections = lists.flatMap((list) => [...list.children]);
  const entries = new Map(sections.map((section) => [section, [...section.querySelectorAll("li")]]));
  let text, vocabulary, pause;

  // Reads the lists: not before somebody types, for they are long.
  function read() {
    text ??= new Map([...entries.values()].flat().map((entry) => [entry, plain(entry.textContent)]));
    vocabulary ??= [...new Set([...text.values()].join(" ").match(/[\p{L}\p{N}']+/gu))];
  }

  // What a typed word may mean: itself, or what it is a slip of.
  function meant(word) {
    if (word.length < 4 || [...text.values()].some((entry) => entry.includes(word))) return [word];
    if (typeof near !== "function") return []; // it has not arrived
    return vocabulary.filter((other) => other[0] === word[0] && near(word, other, word.length > 7 ? 2 : 1));
  }

  function hold(filtered) {
    for (const list of lists) {
      if (!filtered) list.style.minHeight = "";
      else if (list.offsetHeight && !list.style.minHeight) list.style.minHeight = list.offsetHeight + "px";
    }
  }

  function filter() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    read();
    const meanings = words.map(meant);
    const slipped = words.some((word, i) => !meanings[i].includes(word));
    hold(words.length > 0);
    if (letters) letters.hidden = words.length > 0;
    for (const list of lists) list.classList.toggle("is-filtered", words.length > 0);
    for (const [section, its] of entries) {
      for (const entry of its) entry.hidden = !meanings.every((any) => any.some((word) => text.get(entry).includes(word)));
      section.hidden = its.every((entry) => entry.hidden);
      if (section.tagName === "DETAILS") section.open = words.length > 0 && !section.hidden;
    }
    if (nothing) nothing.hidden = !words.length || sections.some(({ hidden }) => !hidden);
    clearTimeout(pause);
    pause = setTimeout(() => announce(words.length > 0, slipped ? say.foundNear : say.found), 400);
  }

  // counted is the form of a text that the language has for a number.
  function counted(forms, n) {
    const all = JSON.parse(forms);
    return (all[new Intl.PluralRules(document.documentElement.lang).select(n)] ?? all.other).replace("{n}", n);
  }

  function announce(filtered, how) {
    const shown = lists.filter((list) => list.offsetParent).flatMap((list) => [...list.querySelectorAll("li:not([hidden])")]);
    const n = shown.length;
    count.textContent = !filtered ? "" : n ? counted(how, n) : say.none;
  }

  field.addEventListener("input", filter);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    field.value = "";
    filter();
  });
  field.parentElement.classList.add("is-ready");
  for (const view of document.querySelectorAll(".views input")) view.addEventListener("change", filter);
  if (field.value) filter();
})();
