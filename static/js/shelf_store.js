// The works that a reader keeps on this phone. One cache holds them: the files under their addresses, and the manifest of each work as the record
// of what is kept of it, written last, so that a work is on the shelf whole or not at all. The shelf page and the worker both read this file.

const SHELF = "shelf-1";
const SEAL = "X-Seal"; // which bytes lie under an address, as the manifest names them
const RECORD = "/kept.json";
const KEPT_HEADERS = ["Content-Type", "Content-Disposition", "Content-Security-Policy"];

const Shelf = {
  // One change at a time, in this page, in another or in the worker, where the browser can see to that.
  alone(change) {
    return navigator.locks ? navigator.locks.request(SHELF, change) : change();
  },

  // Every record, also those of shelf pages (`shelf`) and of works that were taken off (`gone`).
  async records() {
    const cache = await caches.open(SHELF);
    const addresses = (await cache.keys()).filter((request) => request.url.endsWith(RECORD));
    return Promise.all(addresses.map(async (request) => (await cache.match(request)).json()));
  },

  async works() {
    return (await Shelf.records()).filter((record) => !record.shelf);
  },

  // The record of the work whose page or shelf has this path.
  async kept(path) {
    const cache = await caches.open(SHELF);
    const found = await cache.match(path.replace(/\/$/, "") + RECORD);
    return found ? found.json() : null;
  },

  async copy(url) {
    return (await caches.open(SHELF)).match(url);
  },

  async write(record) {
    const body = new Response(JSON.stringify(record), { headers: { "Content-Type": "application/json" } });
    await (await caches.open(SHELF)).put(record.address, body);
  },

  // Fetch what is not here yet under this name, as a reader without an account gets it; what is for one person alone is refused.
  async bring(cache, file) {
    const there = await cache.match(file.url);
    if (there && there.headers.get(SEAL) === file.sha256) return;
    const asking = file.url === file.sha256 ? "default" : "no-cache";
    const answer = await fetch(file.url, { credentials: "omit", cache: asking });
    const rule = answer.headers.get("Cache-Control") || "";
    if (!answer.ok || answer.redirected || rule.includes("no-store")) throw new Error(`${answer.status} ${file.url}`);
    const headers = new Headers({ [SEAL]: file.sha256 });
    for (const name of KEPT_HEADERS) if (answer.headers.has(name)) headers.set(name, answer.headers.get(name));
    await cache.put(file.url, new Response(await answer.blob(), { headers }));
  },

  // The files of the chosen parts, the page last: it never shows a picture that did not come.
  chosen(manifest, parts) {
    const files = manifest.files.filter((file) => parts.includes(file.part));
    return files.sort((one, other) => (one.part === "page") - (other.part === "page"));
  },

  // Keep a work, or bring a kept one to what `manifest` says; only what changed is fetched. `look`: static files known to be needed.
  keep(manifest, parts, look, tell) {
    return Shelf.alone(async () => {
      const cache = await caches.open(SHELF);
      const before = await Shelf.kept(manifest.page);
      const files = Shelf.chosen(manifest, parts);
      for (let at = 0; at < files.length; at++) {
        await Shelf.bring(cache, files[at]);
        if (tell) tell(at + 1, files.length);
      }
      const page = await (await cache.match(manifest.page)).text();
      const linked = [...page.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
      const needed = [...new Set([...linked, ...look])];
      for (const url of needed) await Shelf.bring(cache, { url, sha256: url });
      await Shelf.write({ ...manifest, files, parts, look: needed, kept: Shelf.today(), newer: null });
      if (before && !before.shelf) await Shelf.tidy();
    });
  },

  // The day where the reader is: 2026-11-23.
  today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  },

  remove(record) {
    return Shelf.alone(async () => {
      await (await caches.open(SHELF)).delete(record.address);
      await Shelf.tidy();
    });
  },

  // Away with what no record names. Not after each work: what a cut link has left half is not fetched twice.
  async tidy() {
    const cache = await caches.open(SHELF);
    const there = await cache.keys();
    const named = new Set();
    for (const record of await Shelf.records()) {
      for (const url of [record.address, ...record.look, ...record.files.map((file) => file.url)]) named.add(url);
    }
    for (const request of there) {
      const url = new URL(request.url);
      if (!named.has(url.pathname + url.search)) await cache.delete(request);
    }
  },

  // Ask how a kept work stands today: withdrawn, it goes at once and leaves the reason; changed, the record says by how many bytes.
  async check(address) {
    const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
    const now = answer.ok || answer.status === 410 ? await answer.json() : { why: "" };
    return Shelf.alone(async () => {
      const record = await Shelf.kept(address.slice(0, -RECORD.length));
      if (!record || record.gone) return;
      if (answer.status === 410 || answer.status === 404) {
        await Shelf.write({ ...record, files: [], look: [], newer: null, gone: true, why: now.why });
        await Shelf.tidy();
      } else if (answer.ok) {
        await Shelf.write({ ...record, behind: now.behind, newer: Shelf.newer(record, now) });
      }
    });
  },

  newer(record, manifest) {
    const had = new Map(record.files.map((file) => [file.url, file.sha256]));
    const changed = Shelf.chosen(manifest, record.parts).filter((file) => had.get(file.url) !== file.sha256);
    return changed.length ? { manifest, bytes: changed.reduce((sum, file) => sum + file.bytes, 0) } : null;
  },

  async checkAll() {
    for (const record of await Shelf.works()) if (!record.gone) await Shelf.check(record.address);
  },
};
