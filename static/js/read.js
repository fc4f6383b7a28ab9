// Reads a page aloud, where the device itself has a voice for its language: other
// voices send what they read to somebody. Citations are passed over.
{
  const language = document.documentElement.lang, button = document.querySelector('.tools [data-does="listen"]'), speech = window.speechSynthesis;
  const voice = () => {
    const tag = (v) => v.lang.replace("_", "-").toLowerCase(), want = language.toLowerCase();
    const own = speech.getVoices().filter((v) => v.localService && tag(v).split("-")[0] === want.split("-")[0]);
    return own.find((v) => tag(v) === want) ?? own[0];
  };
  const blocks = "h1, h2, h3, h4, p, li, dt, dd, th, td, summary, figcaption, blockquote";
  const texts = () => [...document.querySelectorAll(`main :is(${blocks})`)]
    .filter((e) => e.checkVisibility() && !e.closest("nav, .tools, .sources, .review, .mentioned, .related, .codes, [aria-hidden=true]"))
    .map((e) => {
      const copy = e.cloneNode(true);
      for (const skipped of copy.querySelectorAll(`.cite, .cite-general, .note-ref, .aside, [popover], [aria-hidden=true], ${blocks}`)) skipped.remove();
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
    said.lang = language;
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
