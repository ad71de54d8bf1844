// The service worker. It keeps no page by itself: pages come from the network, and only where that fails from what the reader has kept, with a
// bar that says so. It never sees to anything but GET, and never stores what a person who is signed in was shown.

const STATIC = "static-1";
const MOST = 60; // static files kept besides those of kept works
const PATIENCE = 10000; // milliseconds until a kept copy is shown instead of a page that does not come
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const CHECKED = "/shelf-checked";
const HOUR = 3600000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(visit(event, url));
  else if (HASHED.test(url.pathname) && url.pathname.startsWith("/static/")) event.respondWith(unchanging(event));
  else if (request.destination) event.respondWith(part(request)); // what a script asks for is its own affair
});

async function visit(event, url) {
  const record = await Shelf.kept(url.pathname);
  const kept = record && !record.gone ? await Shelf.copy(url.pathname) : await Shelf.copy(url.pathname + url.search);
  try {
    const answer = await (kept ? inTime(fetch(event.request)) : fetch(event.request));
    if (kept && answer.status >= 500) return opened(kept, record);
    event.waitUntil(contact(record, answer.status).catch(() => {}));
    return answer;
  } catch {
    return kept ? opened(kept, record) : offline(url);
  }
}

function inTime(coming) {
  return Promise.race([coming, new Promise((_, refuse) => setTimeout(refuse, PATIENCE))]);
}

// The link is there: a work found gone leaves the shelf now; how the others stand is asked at most once an hour.
async function contact(record, status) {
  if (record && !record.gone && !record.shelf && (status === 410 || status === 404)) return Shelf.check(record.address);
  const cache = await caches.open(STATIC);
  const last = await cache.match(CHECKED);
  if (last && Date.now() - Number(await last.text()) < HOUR) return undefined;
  await cache.put(CHECKED, new Response(String(Date.now())));
  return Shelf.checkAll();
}

// A kept page, its bar shown with the day on which it was kept; other files as they are.
async function opened(copy, record) {
  if (!(copy.headers.get("Content-Type") || "").startsWith("text/html")) return copy;
  const day = record ? record.kept.split("-").reverse().join("/") : "";
  const text = (await copy.text())
    .replace("<html ", "<html data-kept-copy ") // what needs the link is not offered
    .replace("data-kept-bar hidden", "data-kept-bar")
    .replace("data-kept-day>", `data-kept-day>${day}`);
  return new Response(text, { headers: copy.headers });
}

// The shelf in the language of the address, or in any that was opened once; on a phone without one, the pocket.
async function offline(url) {
  const own = `/${url.pathname.split("/")[1]}/shelf/`;
  const shelves = (await Shelf.records()).filter((record) => record.shelf);
  const record = shelves.find((shelf) => shelf.page === own) || shelves.find((shelf) => shelf.page.endsWith("/shelf/")) || shelves[0];
  const copy = record && (await Shelf.copy(record.page));
  return copy ? opened(copy, record) : Response.error();
}

async function unchanging(event) {
  const there = await caches.match(event.request.url);
  if (there) return there;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(remember(event.request.url, answer.clone()));
  return answer;
}

async function remember(url, answer) {
  const cache = await caches.open(STATIC);
  await cache.put(url, answer);
  const old = (await cache.keys()).filter((request) => HASHED.test(request.url));
  for (const request of old.slice(0, Math.max(0, old.length - MOST))) await cache.delete(request);
}

// Pictures, sound, style: from the network, else the kept copy, of which a player may ask a part.
async function part(request) {
  try {
    return await fetch(request);
  } catch (cut) {
    const kept = await Shelf.copy(request.url);
    if (!kept) throw cut;
    return cutOut(kept, request.headers.get("Range"));
  }
}

async function cutOut(kept, range) {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range || "");
  if (!asked) return kept;
  const whole = await kept.blob();
  const end = Math.min(asked[2] ? Number(asked[2]) : whole.size - 1, whole.size - 1);
  const headers = { "Content-Type": kept.headers.get("Content-Type"), "Content-Range": `bytes ${asked[1]}-${end}/${whole.size}` };
  return new Response(whole.slice(Number(asked[1]), end + 1), { status: 206, headers });
}
