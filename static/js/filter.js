// Filters the A to Z as you type. The page is whole without it. Nothing above
// the lists moves, and they keep their height while filtered, so that the page
// stays where the reader left it.
(() => {
  const field = document.getElementById("filter");
  const count = document.getElementById("filter-count");
  if (!field || !count) return;

  const plain = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u2019/g, "'").toLowerCase();
  const lists = [...document.querySelectorAll(".index")];
  const sections = lists.flatMap((list) => [...list.children]);
  const entries = new Map(sections.map((section) => [section, [...section.querySelectorAll("li")]]));
  const text = new Map([...entries.values()].flat().map((entry) => [entry, plain(entry.textContent)]));
  let pause;

  function hold(filtered) {
    for (const list of lists) {
      if (!filtered) list.style.minHeight = "";
      else if (list.offsetHeight && !list.style.minHeight) list.style.minHeight = list.offsetHeight + "px";
    }
  }

  function filter() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    hold(words.length > 0);
    for (const [section, its] of entries) {
      for (const entry of its) entry.hidden = !words.every((word) => text.get(entry).includes(word));
      section.hidden = its.every((entry) => entry.hidden);
    }
    clearTimeout(pause);
    pause = setTimeout(() => announce(words.length > 0), 400);
  }

  function announce(filtered) {
    const n = [...text.keys()].filter((entry) => entry.offsetParent).length;
    count.textContent = !filtered ? "" : n > 1 ? n + " entries" : n ? "1 entry" : "Nothing by that name. Try a shorter or plainer word.";
  }

  field.addEventListener("input", filter);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    field.value = "";
    filter();
  });
  for (const view of document.querySelectorAll(".views input")) view.addEventListener("change", filter);
  if (field.value) filter();
})();
