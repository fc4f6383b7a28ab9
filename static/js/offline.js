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
  // Every page of the site map, then what those pages load: their style sheets,
  // scripts and pictures.
  const pages = async () => {
    const map = new DOMParser().parseFromString(await (await fetch("/sitemap.xml")).text(), "application/xml");
    return [...map.querySelectorAll("loc")].map((loc) => new URL(loc.textContent).pathname);
  };
  const loadedBy = async (cache) => {
    const found = new Set();
    for (const page of await cache.matchAll()) {
      for (const [, address] of (await page.text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) found.add(address);
    }
    return [...found];
  };
  const addAll = async (cache, addresses) => {
    for (let i = 0; i < addresses.length; i += 20) await cache.addAll(addresses.slice(i, i + 20));
  };
  keep.addEventListener("click", async () => {
    keep.disabled = true;
    status.textContent = say.busy;
    try {
      const cache = await caches.open(name);
      await addAll(cache, await pages());
      await addAll(cache, await loadedBy(cache));
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
