// Lets the home page, the warning signs and the checker work without a
// network after one visit. On the page about that, readers may keep the rest.
// The worker does the work (generator/offline); this script asks it to.
(() => {
  const worker = navigator.serviceWorker;
  if (!worker || document.querySelector('script[src^="/_preview/"]')) return;
  const root = new URL("../../", document.currentScript.src); // the site's, from assets/js/
  addEventListener("load", () => worker.register(new URL("sw.js", root)).catch(() => {}));

  // Whoever stays on a page does not go on keeping what was withdrawn.
  const check = async () => (await worker.getRegistration(root))?.active?.postMessage("check");
  addEventListener("online", check);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());

  const keep = document.getElementById("keep"), drop = document.getElementById("drop"), status = document.getElementById("kept");
  if (!keep || !drop || !status) return;
  const say = status.dataset;
  const ask = async (what) => {
    const { active } = await worker.ready, { port1, port2 } = new MessageChannel();
    const answer = new Promise((done) => { port1.onmessage = ({ data }) => done(data); });
    active.postMessage(what, [port2]);
    return answer;
  };
  // counted is the form of a text that the language has for a number.
  const counted = (forms, n) => {
    const all = JSON.parse(forms);
    return (all[new Intl.PluralRules(document.documentElement.lang).select(n)] ?? all.other).replace("{n}", n);
  };
  const tell = ({ pages = 0, failed }) => {
    status.textContent = failed ? say.failed : pages ? counted(say.some, pages) : say.none;
    drop.hidden = pages === 0;
    keep.hidden = false;
  };
  keep.addEventListener("click", async () => {
    keep.disabled = true;
    status.textContent = say.busy;
    tell(await ask("keep"));
    keep.disabled = false;
  });
  drop.addEventListener("click", async () => {
    tell(await ask("drop"));
    keep.focus();
  });
  ask("count").then(tell);
})();
