// Lets the home page, the warning signs and the checker work without a
// network after one visit. On the page about that, readers may keep the rest.
(() => {
  if (!("serviceWorker" in navigator) || document.querySelector('script[src^="/_preview/"]')) return;
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));

  const keep = document.getElementById("keep"), drop = document.getElementById("drop"), status = document.getElementById("kept");
  if (!keep || !drop || !status) return;
  const name = "asked-for", say = status.dataset;
  const tell = async () => {
    const n = await caches.has(name) ? (await (await caches.open(name)).keys()).filter((r) => r.url.endsWith("/")).length : 0;
    status.textContent = n ? say.some.replace("#", n) : say.none;
    drop.hidden = n === 0;
    keep.hidden = false;
  };
  // Every page of the site map, and what the page needs to be shown.
  const all = async () => {
    const map = new DOMParser().parseFromString(await (await fetch("/sitemap.xml")).text(), "application/xml");
    const pages = [...map.querySelectorAll("loc")].map((loc) => new URL(loc.textContent).pathname);
    const looks = [...document.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.href);
    return [...pages, ...looks];
  };
  keep.addEventListener("click", async () => {
    keep.disabled = true;
    status.textContent = say.busy;
    try {
      const cache = await caches.open(name), addresses = await all();
      for (let i = 0; i < addresses.length; i += 20) await cache.addAll(addresses.slice(i, i + 20));
      await tell();
    } catch {
      await caches.delete(name);
      status.textContent = say.failed;
    }
    keep.disabled = false;
  });
  drop.addEventListener("click", async () => {
    await caches.delete(name);
    await tell();
    keep.focus();
  });
  tell();
})();
