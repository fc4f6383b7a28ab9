// Keeps a few pages for when there is no network. It is replaced when one of
// them changes, and waits with that until no page of the site is open.
const kept = "kept-" + version, asked = "asked-for";

addEventListener("install", (event) => {
  event.waitUntil(caches.open(kept).then((cache) =>
    Promise.all(Object.keys(pages).map((address) => cache.add(new Request(address, { cache: address.endsWith("/") ? "reload" : "default" }))))));
});

addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) =>
    Promise.all(names.filter((name) => name !== kept && name !== asked).map((name) => caches.delete(name)))));
});

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (url.pathname in pages || url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

// Pages come from the network while there is one, so that nobody reads old advice.
async function page(request, url) {
  try {
    return await fetch(request);
  } catch {
    return await caches.match(url.pathname) || await caches.match(fallback) || Response.error();
  }
}

// Assets carry a hash in their names: what is kept is what is asked for.
const asset = async (request) => await caches.match(request) || fetch(request);
