// The pocket's page: what is kept on this phone, searched and shown with no network. The words all stand in the page; this script only shows them.

const page = document.querySelector("[data-pocket]");
const find = (name, within = page) => within.querySelector(`[data-${name}]`);
const input = page.querySelector("#words");
const SHOWN = 50, OLD = 14, DAY = 86400000;
const SAID = ["failed", "full", "sign-in", "refused", "done", "deleted"];
const inOrder = new Intl.Collator("vi", { numeric: true });
let kept = [], known = {}, day = "", playable = new Set();

if ("keeps" in root.dataset) begin().catch(() => { delete root.dataset.keeps; }); // a browser that has them and lets nobody use them

async function begin() {
  await refresh();
  input.value = place("q") || "";
  draw();
  page.dataset.drawn = "";
  if (!location.hash && kept.length) input.focus({ preventScroll: true });
  find("sync").addEventListener("click", () => bring());
  find("delete").addEventListener("click", () => work(erase));
  find("sound").addEventListener("change", () => work(chooseSound));
  find("search").addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => { history.replaceState(null, "", `#q=${encodeURIComponent(input.value)}`); draw(); });
  addEventListener("hashchange", () => { input.value = place("q") || ""; draw(); (visible("item") || visible("list") || input).focus(); scrollTo(0, 0); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh().then(draw); }); // what ended over night
  find("sync").disabled = false;
  try {
    await navigator.serviceWorker.register("/worker.js");
    await keepPage();
  } catch { /* no link: what is kept is shown all the same */ }
  if (known.at && navigator.onLine && dayOf(new Date(known.at)) !== day) await bring(true);
}

const visible = (name) => !find(name).hidden && (find(name).querySelector("h2[tabindex]") || find(name));
const place = (name) => (location.hash.startsWith(`#${name}=`) ? decodeURIComponent(location.hash.slice(name.length + 2)) : null);

async function refresh() {
  const all = await Pocket.load();
  kept = all.kept.sort((one, other) => inOrder.compare(one.item.title, other.item.title));
  ({ known, day } = all);
  const record = await Shelf.kept(page.dataset.pocket);
  playable = new Set(record ? record.files.map((file) => file.url) : []);
}

// --- bringing up to date ---

// One thing at a time: buttons rest until it is done.
async function work(act, quiet = false) {
  const buttons = [...page.querySelectorAll("button, [data-sound]")];
  for (const button of buttons) button.disabled = true;
  for (const name of SAID) find(name).hidden = true;
  try {
    await act();
  } catch (fault) {
    if (fault.name === "Refused") await refresh().then(keepPage).catch(() => {}); // its sound goes too
    const said = { SignedOut: "sign-in", Refused: "refused", QuotaExceededError: "full" }[fault.name] || "failed";
    find(said).hidden = quiet && said === "failed";
  }
  for (const button of buttons) button.disabled = false;
  find("coming").hidden = true;
  await refresh();
  draw();
}

function bring(quiet) {
  return work(async () => {
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist(); // some browsers ask the person, who need not answer now
    const bar = find("coming");
    await Pocket.sync(page.dataset, (done, of) => Object.assign(bar, { hidden: false, max: of, value: done }));
    await refresh();
    await keepPage();
    find("done").hidden = quiet === true;
  }, quiet);
}

async function erase() {
  await Pocket.forget({ sound: false });
  await refresh();
  await keepPage();
  find("deleted").hidden = false;
  if (location.hash) location.hash = "";
}

async function chooseSound() {
  await Pocket.note({ sound: find("sound").checked });
  await refresh();
  await keepPage();
}

// So that this page opens without a link, and its sound is heard: of the languages in which it was opened, the last holds the sound. The page
// is fetched again when its style or script changed.
async function keepPage() {
  const url = page.dataset.pocket;
  const seal = [...document.querySelectorAll("script[src], link[rel=stylesheet]")].map((one) => one.src || one.href).join(" ");
  const before = (await Shelf.records()).filter((record) => record.page.endsWith("/pocket/"));
  const files = [{ url, sha256: seal, bytes: 0, part: "page" }];
  for (const file of known.sound ? sounds() : []) if (await came(file)) files.push(file);
  await Shelf.keep({ address: `${url}kept.json`, page: url, shelf: true, files }, ["page", "sound"], seen());
  const others = before.filter((record) => record.page !== url && record.files.length > 1);
  for (const record of others) await Shelf.alone(() => Shelf.write({ ...record, files: record.files.filter((file) => file.part === "page") }));
  const now = new Set(files.map((file) => file.url));
  if (before.some((record) => record.files.some((file) => file.part === "sound" && !now.has(file.url)))) await Shelf.alone(Shelf.tidy);
}

function sounds() {
  const all = kept.flatMap(({ item }) => item.sound || []).map(([url, bytes, sha256]) => [url, { url, bytes, sha256, part: "sound" }]);
  return [...new Map(all).values()];
}

// A recording that does not come is brought the next time; the others are not kept waiting.
async function came(file) {
  try { await Shelf.bring(await caches.open(SHELF), file); return true; } catch { return false; }
}

// The static files that this page has loaded: without a link it needs the same faces.
function seen() {
  const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  return loaded.filter((url) => url.origin === location.origin && url.pathname.startsWith("/static/")).map((url) => url.pathname);
}

// --- showing ---

const holds = ({ item }) => !(item.until < day);
const shelfOf = ({ item }) => (item.group === "registers" && item.kind ? `registers/${item.kind}` : item.group);

function draw() {
  day = Pocket.today(known);
  kept = kept.filter(holds);
  drawState();
  const id = place("i"), shelf = place("g"), words = place("q");
  const one = id && kept.find((each) => each.id === id);
  const view = one ? "item" : words ? "found" : shelf ? "list" : "shelves";
  page.dataset.view = view;
  find("shelves").hidden = view !== "shelves";
  find("list").hidden = view !== "list" && view !== "found";
  find("item").hidden = view !== "item";
  find("none").hidden = find("found").hidden = true;
  if (one) drawItem(one);
  else if (words) drawFound(Pocket.search(kept, words));
  else if (shelf) drawList(kept.filter((each) => shelfOf(each) === shelf), shelf);
  else drawShelves();
}

function drawState() {
  const filled = kept.length > 0 || Boolean(known.at);
  const at = known.at ? new Date(known.at) : null;
  find("filled").hidden = !at;
  find("empty").hidden = kept.length > 0; // also where all that was kept has run out
  find("search").hidden = !kept.length;
  find("first-time").hidden = filled;
  find("again").hidden = !filled;
  find("partial").hidden = !known.partial;
  find("term").hidden = !known.ended;
  find("old").hidden = !at || (Date.parse(day) - Date.parse(dayOf(at))) / DAY <= OLD;
  if (at) find("at").textContent = `${european(dayOf(at))}, ${two(at.getHours())}:${two(at.getMinutes())}`;
  find("entries").textContent = kept.length;
  find("size").textContent = size(kept.reduce((sum, one) => sum + one.bytes, 0));
  const left = Object.entries(known.leftOut || {});
  find("left").hidden = !left.length;
  find("left-list").textContent = left.map(([group, count]) => `${label(group)} ${count}`).join(", ");
  find("sound").checked = Boolean(known.sound);
  find("sound-size").textContent = size(sounds().reduce((sum, file) => sum + file.bytes, 0));
}

const label = (group) => page.querySelector(`[data-group="${group}"] b`).textContent;

// A row for each group, and of the registers one for each of them.
function drawShelves() {
  const counts = new Map();
  for (const one of kept) counts.set(shelfOf(one), (counts.get(shelfOf(one)) || 0) + 1);
  for (const old of page.querySelectorAll("[data-kind-of]")) old.remove();
  for (const group of page.querySelectorAll("[data-group]")) {
    group.hidden = !counts.has(group.dataset.group);
    lead(group, group.dataset.group, counts.get(group.dataset.group));
  }
  const last = page.querySelector("[data-group=registers]");
  const kinds = [...counts.keys()].filter((name) => name.startsWith("registers/"));
  for (const name of kinds.sort(inOrder.compare).reverse()) {
    const made = find("row").content.firstElementChild.cloneNode(true);
    made.dataset.kindOf = "registers";
    made.querySelector("b").textContent = name.slice(10);
    made.querySelector("b").lang = "vi";
    lead(made, name, counts.get(name));
    last.after(made);
  }
}

function lead(made, shelf, count) {
  const link = made.querySelector("a");
  link.href = `#g=${encodeURIComponent(shelf)}`;
  link.lastElementChild.textContent = count || "";
}

function drawList(some, shelf) {
  const title = find("list-title");
  title.hidden = false;
  const kind = shelf.startsWith("registers/");
  title.textContent = kind ? shelf.slice(10) : label(shelf);
  title.lang = kind ? "vi" : document.documentElement.lang;
  rows(some, (item) => (kind ? "" : item.kind));
}

function drawFound(some) {
  find("list-title").hidden = true;
  find("none").hidden = some.length > 0;
  find("found").hidden = !some.length;
  find("count").textContent = some.length;
  find("first").hidden = some.length <= SHOWN;
  rows(some.slice(0, SHOWN), (item) => item.kind || label(item.group));
}

function rows(some, beside) {
  const made = some.map(({ id, item }) => {
    const row = find("row").content.firstElementChild.cloneNode(true);
    row.querySelector("a").href = `#i=${id}`;
    row.querySelector("b").textContent = item.title;
    row.querySelector("b").lang = item.tag;
    row.querySelector("small").textContent = beside(item) || "";
    return row;
  });
  find("rows").replaceChildren(...made);
}

function drawItem({ item }) {
  const panel = find("item");
  panel.classList.toggle("phrase", item.group === "phrases");
  panel.replaceChildren(find("panel").content.cloneNode(true));
  find("back", panel).href = `#g=${encodeURIComponent(shelfOf({ item }))}`;
  find("back", panel).addEventListener("click", (event) => {
    if (history.length < 2) return;
    event.preventDefault();
    history.back();
  });
  find("kind", panel).textContent = item.kind || label(item.group);
  const title = find("title", panel);
  title.textContent = item.title;
  title.lang = item.tag;
  find("until", panel).hidden = !item.until;
  if (item.until) find("until", panel).querySelector("time").textContent = european(item.until);
  find("source", panel).hidden = !item.source && !item.day;
  find("source", panel).querySelector("span").textContent = [item.source, item.day && european(item.day)].filter(Boolean).join(", ");
  const heard = (item.sound || []).filter(([url]) => playable.has(url));
  const lines = (item.lines || []).map(([text, name, tag]) => line(text, name, tag, heard));
  find("lines", panel).replaceChildren(...lines, ...heard.map((sound) => line("", sound[3], sound[3], [sound])));
}

// A paragraph, with the first recording in its language, which is taken from `heard`.
function line(text, name, tag, heard) {
  const made = find("line").content.firstElementChild.cloneNode(true);
  const said = find("text", made);
  find("label", made).textContent = name;
  find("label", made).hidden = !name;
  said.textContent = text;
  said.lang = tag;
  const at = heard.findIndex((sound) => sound[3] === tag);
  if (at >= 0) {
    const [url] = heard.splice(at, 1)[0];
    find("play", made).hidden = false;
    made.querySelector("button").addEventListener("click", () => new Audio(url).play());
  }
  return made;
}

const two = (number) => String(number).padStart(2, "0");
const european = (iso) => iso.split("-").reverse().join("/");
const dayOf = (moment) => `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;

// As the server writes sizes: 410 KB, 1,4 MB.
function size(bytes) {
  const figure = bytes < 999500 ? `${Math.ceil(bytes / 1000)}\u00a0KB` : `${(bytes / 1e6).toFixed(1)}\u00a0MB`;
  return document.documentElement.lang === "en" ? figure : figure.replace(".", ",");
}
