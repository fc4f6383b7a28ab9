// Keeps pages for when there is no network, or one that is slow or fails.
//
// What is kept is held against the site at every visit: offline/data/ has a
// digest of each page, and generator/offline says in which form. A kept page
// that changed is fetched again, one that is gone is dropped, and one that was
// not held against the site for too many days is shown no more: no advice is
// better than advice that was withdrawn.
//
// The first line, which the build writes, sets what differs from site to site,
// and the site's version, so that this file is another one when a page is.
const scope = self.registration.scope;
const data = "offline/data/", format = 1;
const asked = "asked-for", notes = "notes", generation = "core-";
const day = 864e5, hour = 36e5;
const patience = 4000; // milliseconds after which a page that is kept is shown
const longest = 25000; // after which the network counts as away

// Addresses are relative to the scope, as in the site's lists: "" is the home page.
const place = (address) => new URL(address, scope).href;
const addressOf = (url) => {
  const path = url.slice(scope.length).replace(/[?#].*/s, "");
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};
const isPage = (address) => address === "" || address.endsWith("/");

// One visit at a time changes what is kept, this worker's or the next one's.
const inTurn = (work) => navigator.locks.request("kept pages", work);

addEventListener("install", (event) => {
  event.waitUntil(inTurn(update).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(inTurn(async () => {
    for (const name of await caches.keys()) if (name.startsWith("kept-")) await caches.delete(name); // of older workers
  }));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  if (request.mode === "navigate") event.respondWith(page(event, addressOf(request.url)));
  else if (request.url.startsWith(place("assets/"))) event.respondWith(asset(request));
});

// Assets carry a hash in their names: what is kept is what is asked for.
const asset = async (request) => await caches.match(request.url) || fetch(request);

// Pages of ours ask for what they need to know by messages.
addEventListener("message", (event) => {
  const work = { check: update, keep: keepAll, drop, count }[event.data], port = event.ports[0];
  if (!work) return;
  event.waitUntil((event.data === "count" ? work() : inTurn(work).then(count)).then(
    (pages) => port?.postMessage({ pages }), () => port?.postMessage({ failed: true })));
});

// What is known from one visit to the next: the generation of the pages that
// always work, when each part of the site was last found unchanged, the pages
// that may not be the newest, and those that a reader asked for and has not got.
const nothing = () => ({ parts: [], doubt: {}, missing: {} });
const known = async () => ({ ...nothing(), ...await (await (await caches.open(notes)).match(place(data + "notes")))?.json() });
const note = async (state) => (await caches.open(notes)).put(place(data + "notes"), new Response(JSON.stringify(state)));

const get = (address) => fetch(place(address), { cache: "no-cache", signal: AbortSignal.timeout(longest) });
const getList = async (name) => {
  const answer = await get(data + name + ".json");
  if (!answer.ok) throw answer;
  return answer.json();
};
const isGone = (answer) => answer.status === 404 || answer.status === 410;

// Digests and parts as generator/offline makes them.
const digest = async (bytes) => btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 9))).replace(/\+/g, "-").replace(/\//g, "_");
const partOf = (address, parts) => {
  let h = 2166136261;
  for (const b of new TextEncoder().encode(address)) h = Math.imul(h ^ b, 16777619);
  return (h >>> 0) % parts;
};

// toKeep is an answer as it is kept: with the digest of its bytes and the one
// in the list, when it came, and the assets that the page loads.
const toKeep = async (answer, bytes, listed = "") => {
  const headers = new Headers(answer.headers), loaded = new Set();
  const root = new URL(place("assets/")).pathname;
  for (const [, path] of new TextDecoder().decode(bytes).matchAll(/[="'(\s,]((?:\/[\w.~%-]+)*\/assets\/[^"'\s>),]+)/g)) {
    if (path.startsWith(root)) loaded.add(encodeURI(decodeURI(path)));
  }
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  headers.set("kept-digest", await digest(bytes));
  headers.set("kept-as", listed);
  headers.set("kept-at", Date.now());
  headers.set("kept-assets", [...loaded].join(" "));
  return new Response(bytes, { headers });
};
const digestIn = (kept) => kept?.headers.get("kept-digest");
const isListed = (kept, sum) => kept && (digestIn(kept) === sum || kept.headers.get("kept-as") === sum);
const assetsOf = (kept) => kept.headers.get("kept-assets")?.split(" ").filter(Boolean) || [];

const each = async (list, work) => {
  const rest = [...list];
  await Promise.all(Array.from({ length: 6 }, async () => {
    while (rest.length) await work(rest.pop());
  }));
};

// update holds all that is kept against the site as it is now.
async function update() {
  let index;
  try {
    index = await getList("index");
  } catch (answer) {
    if (answer instanceof Response && isGone(answer)) await forget(); // the site has no such pages any more
    throw answer;
  }
  if (index.format !== format) throw new Error("another format");
  const state = await known();
  state.days = index.days;
  const troubles = [];
  for (const renewAll of [renewCore, renewAsked]) await renewAll(index, state).catch((why) => troubles.push(why));
  await note(state);
  if (troubles.length) throw troubles[0];
}

// The pages that always work are kept as one generation, with all that they
// load, and a new one takes its place only when it is whole. Of the one before,
// the assets stay for pages that are open.
async function renewCore(index, state) {
  const now = JSON.stringify(index.core), before = state.core;
  const doubted = Object.keys(index.core).some((address) => state.doubt[address] < Date.now() - hour);
  if (before && state.list === now && !doubted && await caches.has(before)) {
    state.coreAt = Date.now();
    return;
  }
  const old = before && await caches.has(before) ? await caches.open(before) : undefined;
  const name = generation + Date.now();
  try {
    await fill(await caches.open(name), index.core, old, state);
  } catch (why) {
    await caches.delete(name);
    for (const [address, sum] of Object.entries(index.core)) {
      const kept = sum && await old?.match(place(address));
      if (kept && !isListed(kept, sum) && address !== fallback) await old.delete(place(address));
    }
    throw why;
  }
  Object.assign(state, { core: name, list: now, coreAt: Date.now() });
  await note(state); // from here on it is the one that is shown
  for (const other of await caches.keys()) {
    if (other.startsWith(generation) && other !== name && other !== before) await caches.delete(other);
  }
  if (old) for (const { url } of await old.keys()) if (isPage(addressOf(url))) await old.delete(url);
}

// fill makes a generation whole: pages that did not change are taken over.
async function fill(cache, core, old, state) {
  const assets = new Set();
  await each(Object.keys(core), async (address) => {
    const sum = core[address];
    if (!sum) return assets.add(place(address));
    let kept = await old?.match(place(address));
    if (digestIn(kept) !== sum) {
      const answer = await get(address);
      if (!answer.ok) throw new Error(address + ": " + answer.status);
      kept = await toKeep(answer, await answer.arrayBuffer(), sum);
    }
    believe(state, address, kept, sum);
    for (const path of assetsOf(kept)) assets.add(place(path));
    await cache.put(place(address), kept);
  });
  await each(assets, (url) => keepAsset(cache, url));
}

// A page that is not the one in the list may come from a host that rewrites
// pages, or that has not got the new one everywhere. It is kept, counts as no
// newer than it is, and is asked for again later.
const believe = (state, address, kept, sum) => {
  if (digestIn(kept) === sum) delete state.doubt[address];
  else state.doubt[address] = Date.now();
};

async function keepAsset(cache, url) {
  if (await cache.match(url)) return;
  const answer = await caches.match(url) || await fetch(url, { signal: AbortSignal.timeout(longest) });
  if (!answer.ok) throw new Error(url + ": " + answer.status);
  await cache.put(url, answer);
}

const pagesIn = async (name) => await caches.has(name)
  ? (await (await caches.open(name)).keys()).map((request) => addressOf(request.url)).filter(isPage) : [];

// Of the pages that a reader asked for, only those parts of the site are looked
// at that changed since they were looked at last.
async function renewAsked(index, state) {
  const byPart = new Map(), parts = index.parts.length;
  for (const address of new Set([...await pagesIn(asked), ...Object.keys(state.missing)])) {
    const n = partOf(address, parts);
    byPart.set(n, [...byPart.get(n) || [], address]);
  }
  const before = state.parts.length === parts ? state.parts : [];
  state.parts = Array.from({ length: parts }, (_, n) => before[n] || {});
  let changed = false;
  for (const [n, addresses] of byPart) {
    const part = state.parts[n];
    if (part.digest !== index.parts[n] || addresses.some((address) => state.doubt[address] < Date.now() - hour)) {
      changed = true;
      const sums = await getList(n);
      await each(addresses, (address) => renew(address, sums[address], state));
      part.digest = index.parts[n];
    }
    part.at = Date.now();
  }
  if (changed) await tidyAssets();
}

async function renew(address, sum, state) {
  const cache = await caches.open(asked), url = place(address);
  if (!sum) return dropPage(address, state);
  const kept = await cache.match(url);
  if (kept && digestIn(kept) === sum) return believe(state, address, kept, sum);
  const answer = await get(address).catch(() => undefined);
  if (answer && isGone(answer)) return dropPage(address, state);
  if (!answer?.ok) {
    if (isListed(kept, sum)) return;
    await cache.delete(url); // it changed, and cannot be had now
    state.missing[address] = true;
    return;
  }
  const fresh = await toKeep(answer, await answer.arrayBuffer(), sum);
  believe(state, address, fresh, sum);
  await cache.put(url, fresh);
  delete state.missing[address];
}

async function dropPage(address, state) {
  for (const name of [asked, state.core]) {
    if (name && await caches.has(name)) await (await caches.open(name)).delete(place(address));
  }
  delete state.doubt[address];
  delete state.missing[address];
}

// What the pages load that a reader asked for is kept with them, and no more.
async function tidyAssets() {
  const cache = await caches.open(asked), loaded = new Set();
  for (const kept of await cache.matchAll()) for (const path of assetsOf(kept)) loaded.add(place(path));
  for (const { url } of await cache.keys()) {
    if (!isPage(addressOf(url)) && !loaded.has(url)) await cache.delete(url);
  }
  await each(loaded, (url) => keepAsset(cache, url).catch(() => {})); // the words matter more
}

const count = async () => (await pagesIn(asked)).length;

// keepAll wants every page of the site, and has them fetched as any other page
// that is to be renewed. It keeps all of them or none.
async function keepAll() {
  const index = await getList("index"), missing = {};
  for (const n of index.parts.keys()) for (const address in await getList(n)) missing[address] = true;
  await note({ ...await known(), parts: [], missing });
  try {
    await update();
    if (Object.keys((await known()).missing).length) throw new Error("some pages are missing");
  } catch (why) {
    await drop();
    throw why;
  }
}

async function drop() {
  await caches.delete(asked);
  await note({ ...await known(), parts: [], missing: {} });
}

async function forget() {
  for (const name of await caches.keys()) if (name !== notes) await caches.delete(name);
  await note(nothing());
}

// copyOf finds the kept copy of a page, unless it is too old, and the time at
// which it was last known to be right.
async function copyOf(address) {
  const state = await known();
  for (const name of [state.core, asked]) {
    const kept = name && await caches.has(name) && await (await caches.open(name)).match(place(address));
    if (!kept) continue;
    const part = name === asked ? state.parts[partOf(address, state.parts.length)]?.at : state.coreAt;
    const at = Math.max(Number(kept.headers.get("kept-at")), address in state.doubt ? 0 : part || 0), age = Date.now() - at;
    if (age <= state.days * day && age > -day) return { kept, at, core: name !== asked };
  }
}

// Pages come from the network while there is one, so that nobody reads old
// advice. What is kept stands in where the network is away, slow or failing.
async function page(event, address) {
  const copy = await copyOf(address), away = copy ? patience : longest;
  const answering = ask(event.request, copy);
  event.waitUntil(answering.then(({ answer, bytes }) => afterwards(address, copy, answer, bytes)).catch(() => {}));
  const { answer, bytes, why } = await Promise.race([answering, new Promise((done) => setTimeout(done, away, { why: "slow" }))]);
  if (!why) return bytes ? again(answer, bytes) : answer;
  if (copy) return withNotice(copy.kept, say.copy[why], copy.at, 200);
  const stand = await inPlaceOfPages();
  return stand ? withNotice(stand, say.instead[why], 0, 503) : answer || Response.error();
}

async function inPlaceOfPages() {
  const { core } = await known();
  return core && await caches.has(core) && (await caches.open(core)).match(place(fallback));
}

// ask asks the network. Of a page that is kept all bytes are awaited, since an
// answer may come to a stop halfway.
async function ask(request, copy) {
  let answer;
  try {
    answer = await fetch(request);
    if (answer.status >= 500) return { answer, why: "failing" };
    return { answer, bytes: copy && answer.ok ? await answer.arrayBuffer() : undefined };
  } catch {
    return { why: "none" };
  }
}

const again = (answer, bytes) => {
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  return new Response(bytes, { status: answer.status, statusText: answer.statusText, headers });
};

// After a page came from the network its kept copy is the page that came, and
// the rest is held against the site.
const afterwards = (address, copy, answer, bytes) => answer && answer.status < 500 && inTurn(async () => {
  const state = await known();
  if (isGone(answer)) {
    await dropPage(address, state);
    await note(state);
  } else if (copy && !copy.core && bytes && await caches.has(asked)) {
    const fresh = await toKeep(answer, bytes);
    if (digestIn(fresh) !== digestIn(copy.kept)) {
      await (await caches.open(asked)).put(place(address), fresh);
      if (state.parts.length) state.parts[partOf(address, state.parts.length)] = {};
      await note(state);
    }
  }
  await update();
});

const dateOf = (date) => say.date.replace("{day}", date.getDate()).replace("{month}", say.months[date.getMonth()]).replace("{year}", date.getFullYear());

// withNotice says at the head of a kept page that it is one, and from when.
async function withNotice(kept, words, at, status) {
  const { headers } = kept;
  if (!words) return new Response(kept.body, { status, headers });
  const said = words.replace("{date}", dateOf(new Date(at)));
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const notice = `<p class="callout kept-copy" role="note">${escaped(said)} <a href="">${escaped(say.again)}</a></p>`;
  return new Response((await kept.text()).replace(/<main\b[^>]*>/, (main) => main + notice), { status, headers });
}
