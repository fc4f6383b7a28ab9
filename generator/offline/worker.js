// Keeps a few pages for when there is no network. It is replaced when one of
// them changes, and waits with that until no page of the site is open.
const kept = "kept-" + version, asked = "asked-for";

addEventListener("install", (event) => {
  event.waitUntil(caches.open(kept).then((cache) =>
    Promise.all(Object.keys(pages).map((address) => cache.add(new Request(address, { cache: address.endsWith("/") ? "reload" : "default" }))))));
});

addEventListener("activate", (event) => {
  event.waitUntil(tidy());
});

// What readers asked to keep was made for the site as it was. It is fetched
// anew, with what the new pages load, and dropped where that fails: no advice
// is better than advice that has changed.
async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== kept && name !== asked).map((name) => caches.delete(name)));
  if (!names.includes(asked)) return;
  const cache = await caches.open(asked);
  await Promise.all((await cache.keys()).map((request) => request.url.endsWith("/")
    ? cache.add(new Request(request.url, { cache: "reload" })).catch(() => cache.delete(request))
    : cache.delete(request)));
  const loaded = new Set();
  for (const page of await cache.matchAll()) {
    for (const [, address] of (await page.text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) loaded.add(address);
  }
  await Promise.all([...loaded].map((address) => cache.add(address).catch(() => {})));
}

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (url.pathname in pages || url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

// Pages come from the network while there is one, so that nobody reads old
// advice. What this worker keeps by itself comes before what was asked for: its
// pages and their assets belong together.
async function page(request, url) {
  try {
    return await fetch(request);
  } catch {
    return await inCache(kept, url.pathname) || await inCache(asked, url.pathname) || await inCache(kept, fallback) || Response.error();
  }
}

const inCache = async (name, path) => await caches.has(name) ? (await caches.open(name)).match(path) : undefined;

// Assets carry a hash in their names: what is kept is what is asked for.
const asset = async (request) => await caches.match(request) || fetch(request);
