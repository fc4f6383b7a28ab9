// What stands beside the text of every page: share it, print it, hear it; and
// links into what is folded.
{
  const words = document.documentElement.lang;
  const does = (name) => document.querySelector(`.tools [data-does="${name}"]`);

  // Nothing but the title and the address leaves the page, and only after a tap.
  const share = does("share"), address = location.origin + location.pathname;
  share?.addEventListener("click", async () => {
    try {
      if (navigator.share) return await navigator.share({ title: document.title, url: address });
      await navigator.clipboard.writeText(address);
      share.textContent = share.dataset.done;
    } catch {} // the reader thought better of it
  });
  if (!navigator.share && !navigator.clipboard) share?.remove();

  does("print")?.addEventListener("click", () => print());

  // A link leads to what it names, folded or not.
  const unfold = () => {
    let at = null;
    try {
      at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {} // it is no address of ours
    if (!at) return;
    const folds = [...at.querySelectorAll(":scope > details")];
    for (let up = at.closest("details"); up; up = up.parentElement.closest("details")) folds.push(up);
    if (folds.every((fold) => fold.open)) return;
    for (const fold of folds) fold.open = true;
    at.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  // Reading aloud, where the device itself has a voice for the language: others
  // send what they read to somebody. Citations are passed over.
  const button = does("listen"), speech = window.speechSynthesis;
  const voice = () => {
    const tag = (v) => v.lang.replace("_", "-").toLowerCase(), want = words.toLowerCase();
    const own = speech.getVoices().filter((v) => v.localService && tag(v).split("-")[0] === want.split("-")[0]);
    return own.find((v) => tag(v) === want) ?? own[0];
  };
  const blocks = "h1, h2, h3, h4, p, li, dt, dd, th, td, summary, figcaption, blockquote";
  const texts = () => [...document.querySelectorAll(`main :is(${blocks})`)]
    .filter((e) => e.checkVisibility() && !e.closest("nav, .tools, .sources, .review, .mentioned, .related, .codes, [aria-hidden=true]"))
    .map((e) => {
      const copy = e.cloneNode(true);
      for (const skipped of copy.querySelectorAll(`.cite, .cite-general, .note-ref, .aside, [aria-hidden=true], ${blocks}`)) skipped.remove();
      return copy.textContent.trim();
    }).filter(Boolean);
  const listen = button?.textContent;
  const stop = () => {
    speech.cancel();
    button.textContent = listen;
  };
  const next = ([text, ...rest]) => {
    if (!text) return stop();
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice();
    said.lang = words;
    said.onend = () => { if (button.textContent !== listen) next(rest); };
    speech.speak(said);
  };
  button?.addEventListener("click", () => {
    if (button.textContent !== listen) return stop();
    button.textContent = button.dataset.done;
    next(texts());
  });
  if (button && speech) {
    const offer = () => button.classList.toggle("is-able", Boolean(voice()));
    speech.addEventListener?.("voiceschanged", offer);
    offer();
    addEventListener("pagehide", stop);
  }
}
