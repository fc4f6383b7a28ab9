// The page that searches: what is typed is looked up as it is typed, and what is
// found is shown and announced.
(() => {
  const form = document.querySelector("form.search");
  const field = document.getElementById("search");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  const nothing = document.getElementById("search-nothing");
  if (!form || !field || !status || !results) return;
  const say = status.dataset;
  const most = 10; // results shown

  const root = new URL("../../", document.currentScript.src); // the site's, from assets/js/
  const kept = new Map();
  const look = searcher((name) => {
    if (!kept.has(name)) {
      const got = fetch(new URL("search/data/" + name + ".txt", root)).then((answer) => {
        if (!answer.ok) throw new Error(name + ": " + answer.status);
        return answer.text();
      });
      got.catch(() => kept.delete(name));
      kept.set(name, got);
    }
    return kept.get(name);
  }, near);

  // counted is the form of a text that the language has for a number.
  const counted = (forms, n) => {
    const all = JSON.parse(forms);
    return (all[new Intl.PluralRules(document.documentElement.lang).select(n)] ?? all.other).replace("{n}", n);
  };

  const element = (name, text, className = "") => {
    const it = document.createElement(name);
    it.textContent = text;
    if (className) it.className = className;
    return it;
  };

  // linkTo leads to a page or to a heading of it.
  const linkTo = (address, text, fragment = "") => {
    const link = element("a", text);
    link.href = new URL(address.slice(1), root).pathname + fragment;
    return link;
  };

  const levels = ["self-care", "see-a-doctor", "urgent", "emergency"];

  const itemOf = ({ title, address, kind, care, summary, section }) => {
    const item = document.createElement("li"), text = element("span", "");
    item.append(linkTo(address, title), text);
    if (care) text.append(element("b", say["level" + care] + ".", "search__care level--" + levels[care]), " ");
    const named = status.getAttribute("data-" + kind);
    text.append((named ? named + ". " : "") + summary);
    if (section) {
      const at = element("span", "", "search__section");
      at.append(linkTo(address, section.text, "#" + section.id));
      item.append(at);
    }
    return item;
  };

  const show = ({ pages, more, short }) => {
    results.replaceChildren(...pages.map(itemOf));
    const n = pages.length;
    if (nothing) nothing.hidden = n > 0 || short;
    status.textContent = short && !n ? say.short : !n ? say.none : more ? say.most.replace("{n}", n) : counted(say.found, n);
  };

  const clear = (text) => {
    results.replaceChildren();
    if (nothing) nothing.hidden = true;
    status.textContent = text;
  };

  let turn = 0, pause;
  const search = async (finished) => {
    clearTimeout(pause);
    const mine = ++turn, typed = field.value;
    try {
      const found = typed.trim() ? await look(typed, finished, most) : null;
      if (mine !== turn) return; // something else was typed meanwhile
      if (found) show(found);
      else clear("");
    } catch {
      if (mine === turn) clear(say.failed);
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
