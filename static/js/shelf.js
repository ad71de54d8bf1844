// The shelf page: what is kept on this phone, how large it is, what changed since. The words all stand in the page; this script only shows them.

const page = document.querySelector("[data-shelf]");
const find = (name, within = page) => within.querySelector(`[data-${name}]`);
const PLAIN = ["page", "picture"];
const NEAR = 0.8; // of what the browser gives this portal

if ("keeps" in root.dataset) begin().catch(() => { delete root.dataset.keeps; }); // a browser that has them and lets nobody use them

async function begin() {
  const offer = find("offer");
  if (offer) answer(offer, accept);
  answer(find("newest"), acceptNewest);
  await draw();
  try {
    await navigator.serviceWorker.register("/worker.js");
    await keepThisPage();
    await Shelf.checkAll();
  } catch { /* no link: what is kept is shown all the same */ }
  await draw();
}

// Its button rests in the page until here: pressed sooner, the browser would send the form to nobody and the offer would be gone.
function answer(form, act) {
  form.addEventListener("submit", act);
  form.querySelector("button").disabled = false;
}

// So that this page opens without a link. It is fetched again when its style or script changed.
async function keepThisPage() {
  const url = page.dataset.shelf;
  const seal = [...document.querySelectorAll("script[src], link[rel=stylesheet]")].map((one) => one.src || one.href).join(" ");
  const file = { url, sha256: seal, bytes: 0, part: "page" };
  await Shelf.keep({ address: `${url}kept.json`, page: url, shelf: true, files: [file] }, ["page"], seen());
}

// The static files that this page has loaded: a kept page in the same language needs the same faces.
function seen() {
  const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  return loaded.filter((url) => url.origin === location.origin && url.pathname.startsWith("/static/")).map((url) => url.pathname);
}

async function accept(event) {
  event.preventDefault();
  const form = event.target;
  const parts = ["page", ...[...form.querySelectorAll("input:checked:not(:disabled)")].map((box) => box.value)];
  await work(form, async () => {
    await bring(await ask(form.dataset.offer), parts, form);
    form.hidden = true;
    find("kept").hidden = false;
  });
}

// The newest works of this language that are not here yet, their text and pictures, as long as they stay below what was allowed.
async function acceptNewest(event) {
  event.preventDefault();
  const form = event.target;
  let left = form.elements.most.value * 1e6;
  await work(form, async () => {
    const here = (await Shelf.works()).map((record) => record.address);
    const { works } = await ask(form.dataset.newest);
    for (const address of works.filter((one) => !here.includes(one))) {
      const manifest = await ask(address);
      left -= weight(Shelf.chosen(manifest, PLAIN));
      if (left < 0) break;
      await bring(manifest, PLAIN, form);
    }
    find("kept").hidden = false;
  });
}

async function ask(address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

async function bring(manifest, parts, within) {
  const bytes = weight(Shelf.chosen(manifest, parts));
  const room = await storage();
  if (room && room.left < bytes * 1.2) throw new DOMException("", "QuotaExceededError");
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist(); // some browsers ask the reader, who need not answer now
  const bar = find("coming", within);
  if (bar) bar.hidden = false;
  return Shelf.keep(manifest, parts, seen(), (done, of) => { if (bar) { bar.max = of; bar.value = done; } });
}

// One thing at a time: its buttons rest until it is done; a cut link is said, and what has come is not fetched twice.
async function work(within, act) {
  const buttons = [...within.querySelectorAll("button")];
  const pressed = document.activeElement;
  for (const button of buttons) button.disabled = true;
  for (const name of ["failed", "full", "kept"]) find(name).hidden = true;
  try {
    await act();
  } catch (fault) {
    if (fault.name === "QuotaExceededError") await refuse();
    find("failed").hidden = !find("full").hidden;
  }
  for (const button of buttons) button.disabled = false;
  for (const bar of within.querySelectorAll("[data-coming]")) bar.hidden = true;
  await draw();
  const there = pressed.isConnected && pressed.offsetParent; // else who goes by keyboard would begin at the top again
  (there ? pressed : page.querySelector("h2[tabindex]")).focus();
}

// No room after all, whatever the browser had said: nothing is left half.
async function refuse() {
  find("full").hidden = false;
  await Shelf.alone(Shelf.tidy);
}

async function storage() {
  if (!navigator.storage || !navigator.storage.estimate) return null;
  const { usage, quota } = await navigator.storage.estimate();
  return { usage, left: quota - usage, near: usage > quota * NEAR };
}

async function draw() {
  const works = await Shelf.works();
  const list = find("list");
  list.textContent = "";
  works.sort((one, other) => (one.title < other.title ? -1 : 1));
  for (const record of works) list.append(record.gone ? goneRow(record) : row(record));
  find("empty").hidden = works.length > 0;
  const pocket = (await Shelf.records()).find((record) => record.page.endsWith("/pocket/"));
  find("to-pocket").hidden = !pocket;
  if (pocket) find("to-pocket").querySelector("a").href = pocket.page;
  page.dataset.drawn = "";
  const room = await storage();
  find("storage").hidden = !room;
  if (!room) return;
  find("used").textContent = size(room.usage);
  find("left").textContent = size(room.left);
  find("near").hidden = !room.near;
}

function row(record) {
  const made = find("row").content.cloneNode(true);
  const item = made.firstElementChild;
  const link = find("link", item);
  link.href = record.page;
  link.textContent = record.title;
  link.lang = record.tag;
  find("size", item).textContent = size(weight(record.files));
  find("day", item).textContent = record.kept.split("-").reverse().join("/");
  find("behind", item).hidden = !record.behind;
  const update = find("update", item);
  update.hidden = !record.newer;
  if (record.newer) find("new", item).textContent = size(record.newer.bytes);
  update.addEventListener("click", () => work(item, () => bring(record.newer.manifest, record.parts, item)));
  find("remove", item).addEventListener("click", () => work(item, () => Shelf.remove(record)));
  return made;
}

function goneRow(record) {
  const made = find("gone-row").content.cloneNode(true);
  const item = made.firstElementChild;
  const title = find("title", item);
  title.textContent = record.title;
  title.lang = record.tag;
  find("why", item).textContent = record.why;
  find("remove", item).addEventListener("click", () => work(item, () => Shelf.remove(record)));
  return made;
}

function weight(files) {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}

// As the server writes sizes: 410 KB, 1,4 MB.
function size(bytes) {
  if (bytes < 999500) return `${Math.ceil(bytes / 1000)}\u00a0KB`;
  const figure = bytes < 999500000 ? `${(bytes / 1e6).toFixed(1)}\u00a0MB` : `${(bytes / 1e9).toFixed(1)}\u00a0GB`;
  return document.documentElement.lang === "en" ? figure : figure.replace(".", ",");
}
