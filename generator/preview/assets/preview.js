// The preview's own script: it reloads a page when something was saved, swaps
// style sheets in place, shows mistakes over the last good page, and has a
// small bar for editors. A published site has nothing of this.
"use strict";
(() => {
  const el = (name, props = {}, ...inside) => {
    const node = Object.assign(document.createElement(name), props);
    node.append(...inside);
    return node;
  };
  const place = "preview-scroll:" + location.pathname;
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    history.scrollRestoration = "manual";
    addEventListener("load", () => scrollTo(0, Number(kept)));
  }
  const reload = () => {
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  };

  const overlay = el("section", { id: "preview-overlay", hidden: true });
  overlay.setAttribute("role", "alert");
  overlay.setAttribute("aria-label", "Mistakes in the content");
  const shown = (errors) => {
    overlay.replaceChildren(
      el("h2", { textContent: errors.length === 1 ? "One mistake to mend" : errors.length + " mistakes to mend" }),
      el("p", { textContent: "Below is the site as it last was without mistakes." }),
      ...errors.map((e) => el("div", {},
        el("p", {}, el("code", { textContent: e.where }), " " + e.message),
        ...(e.source ? [el("pre", { textContent: e.source + (e.caret ? "\n" + " ".repeat(e.caret - 1) + "^" : "") })] : []),
        ...(e.hint ? [el("p", { className: "hint", textContent: e.hint })] : []),
      )),
    );
    overlay.hidden = errors.length === 0;
  };

  const swap = (styles) => {
    for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
      const next = styles[new URL(old.href).pathname];
      if (!next) continue;
      const link = el("link", { rel: "stylesheet", href: next, onload: () => old.remove(), onerror: reload });
      old.after(link);
    }
  };

  // A browser opens few connections to one address. A tab that nobody looks at
  // lets go of its own, and asks when it is back what it has missed.
  let version, news;
  const listen = () => {
    if (news || document.hidden) return;
    news = new EventSource("/_preview/news");
    news.addEventListener("version", (message) => {
      if (version && version !== message.data) return reload();
      version = message.data;
    });
    news.onmessage = (message) => {
      const happened = JSON.parse(message.data);
      version = happened.version;
      if (happened.reload) return reload();
      shown(happened.errors || []);
      swap(happened.styles || {});
    };
  };
  const hush = () => {
    news?.close();
    news = undefined;
  };
  addEventListener("visibilitychange", () => document.hidden ? hush() : listen());
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);
  listen();

  const inside = el("div");
  const bar = el("details", { id: "preview-bar" }, el("summary", { textContent: "Preview" }), inside);
  const list = (title, items) => items.length === 0 ? [] : [el("h2", { textContent: title }), el("ul", {}, ...items.map((i) => el("li", {}, i)))];
  bar.addEventListener("toggle", async () => {
    if (!bar.open) return;
    const answer = await fetch("/_preview/page?address=" + encodeURIComponent(location.pathname));
    if (!answer.ok) return inside.replaceChildren(el("p", { textContent: "This page was made by a layout; it has no file of its own." }));
    const facts = await answer.json();
    const copy = el("button", { type: "button", textContent: "Copy path", onclick: () => navigator.clipboard.writeText(facts.source) });
    inside.replaceChildren(
      el("p", {}, el("code", { textContent: facts.source }), " ", copy),
      el("p", { textContent: (facts.draft ? "Draft. " : "") + "Review: " + facts.review + "." }),
      ...list("To look at", facts.diagnostics),
      ...list("Linked from", facts.linkedFrom.map((l) => el("a", { href: l.address, textContent: l.title }))),
      ...list("Drafts", facts.drafts),
    );
  });
  document.body.append(overlay, bar);
})();
