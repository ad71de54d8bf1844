// What a page of reading has over paper: the same place in another language, the place where one stopped, letters in steps,
// an address to pass on. A place is the key of a block, so it is found again in any language and any later revision.
// Everything can be read without this file; what is remembered stays in this browser.

const WORKS_KEPT = 50, FALLBACKS = 8, RESTING = 400; // works; blocks before the place, should it be taken out; milliseconds
const SMALLEST = 0, USUAL = 1, LARGEST = 4;
const reading = document.querySelector("[data-work]");
const placed = reading ? Array.from(reading.querySelectorAll("[id^='b-']")) : [];
const bar = document.querySelector(".reading-bar");
const stopped = document.querySelector("[data-stopped]");

function places() {
  try { return JSON.parse(localStorage.getItem("places")) || {}; } catch { return {}; }
}

function keepPlaces(all) {
  for (const work of Object.keys(all).slice(0, -WORKS_KEPT)) delete all[work];
  try { localStorage.setItem("places", JSON.stringify(all)); } catch { /* a browser that keeps nothing */ }
}

// The block that the eye is at: the first that does not end above the bar; -1 while the title is seen.
function here() {
  const edge = bar ? Math.max(0, bar.getBoundingClientRect().bottom) + 12 : 12;
  const title = reading.querySelector("h1");
  if (title && title.getBoundingClientRect().bottom > edge) return -1;
  return placed.findIndex((item) => item.getBoundingClientRect().bottom > edge);
}

function keepPlace(at) {
  const all = places();
  delete all[reading.dataset.work]; // what was read last stands last
  const keys = placed.slice(Math.max(0, at - FALLBACKS), at + 1).map((item) => item.id.slice(2)).reverse();
  if (at > 0) all[reading.dataset.work] = { keys, language: reading.dataset.language, revision: reading.dataset.revision };
  keepPlaces(all);
}

function remaining(place) {
  const keys = (place && place.keys) || [];
  return keys.map((key) => document.getElementById(`b-${key}`)).find(Boolean);
}

// Another language of this work, or another beside it, begins where this one is left.
function withPlace(event) {
  const link = event.target.closest("a[hreflang]");
  if (!link || work(link) !== work(location)) return;
  const at = here();
  link.hash = at < 0 ? "" : placed[at].id;
  if (at > 0) keepPlace(at);
}

function work(address) {
  return address.pathname.split("/").slice(2).join("/");
}

function rest() {
  if (!stopped.hidden) {
    if (scrollY > 1.5 * innerHeight) stopped.hidden = true; // reading on without it
    else return;
  }
  const at = here(), last = placed[placed.length - 1];
  if (last && last.getBoundingClientRect().bottom <= innerHeight) keepPlace(-1); // read to the end
  else if (at > 0) keepPlace(at);
}

// Offered, never done: who opens the page sees its beginning, or what the address names.
function offer() {
  const place = places()[reading.dataset.work], item = remaining(place);
  const [how] = performance.getEntriesByType("navigation");
  if (!item || (how && how.type !== "navigate")) return;
  stopped.querySelector("a").href = `#${item.id}`;
  stopped.querySelector("[data-changed]").hidden = place.language !== reading.dataset.language || place.revision === reading.dataset.revision;
  stopped.hidden = false;
}

function size(by) {
  const was = Number(root.dataset.size || USUAL), now = Math.min(LARGEST, Math.max(SMALLEST, was + by));
  const at = here(), before = at < 0 ? 0 : placed[at].getBoundingClientRect().top;
  root.dataset.size = now;
  try { localStorage.setItem("size", now); } catch { /* for this page only */ }
  if (at >= 0) scrollBy(0, placed[at].getBoundingClientRect().top - before);
  const said = document.querySelector("[data-size-said]");
  said.textContent = `${said.dataset.sizeSaid}: ${now + 1}/${LARGEST + 1}`;
}

async function copy(button) {
  const address = document.querySelector("[data-address]");
  try {
    await navigator.clipboard.writeText(address.textContent);
  } catch { // an address without https, an older phone
    getSelection().selectAllChildren(address);
    document.execCommand("copy");
  }
  document.querySelector("[data-copied]").textContent = button.dataset.copy;
}

if (reading) {
  const named = location.hash.startsWith("#b-");
  if (named && !document.getElementById(location.hash.slice(1))) {
    const item = remaining(places()[reading.dataset.work]);
    if (item) location.replace(`#${item.id}`);
  } else if (!location.hash) offer();
  let resting;
  addEventListener("scroll", () => {
    clearTimeout(resting);
    resting = setTimeout(rest, RESTING);
  }, { passive: true });
  for (const kind of ["click", "auxclick", "contextmenu"]) addEventListener(kind, withPlace, true);
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

// A page is kept as a file, also on a phone: whether its last day has passed is known only where it is read.
const now = new Date(), today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
for (const until of document.querySelectorAll("[data-until]")) {
  if (until.dataset.until >= today) continue;
  until.classList.add("passed");
  until.querySelector("[data-passed]").hidden = false;
}

addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (event.target.closest("[data-stopped] a, [data-close]")) stopped.hidden = true;
  if (button && button.dataset.step) size(Number(button.dataset.step));
  if (button && button.hasAttribute("data-copy")) copy(button);
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && stopped && !stopped.hidden) stopped.hidden = true;
});
