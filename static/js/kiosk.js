// A screen at a gate: works one after another for as long as the power is on. Between works the page is asked for anew, so that what was
// withdrawn goes and what is new comes; while there is no link, the works that were loaded last go on.

const kiosk = document.querySelector(".kiosk");
const stay = Number(kiosk.dataset.stay) * 1000;
const REFRESHED = 60000; // milliseconds between two questions for what is new
let asked = Date.now();
let paused = false;

const place = () => kiosk.querySelector(".kiosk-slides");
const slides = () => [...place().children];
const shown = () => slides().find((slide) => !slide.hidden);

function show(slide) {
  for (const each of slides()) each.hidden = each !== slide;
}

function next() {
  const all = slides();
  show(all[(all.indexOf(shown()) + 1) % all.length]);
}

function whole(picture) {
  return new Promise((done, fail) => {
    const copy = new Image();
    copy.onload = done;
    copy.onerror = fail;
    copy.src = picture.src;
  });
}

async function refresh() {
  asked = Date.now();
  const answer = await fetch(location.pathname + location.search, { cache: "no-cache", credentials: "same-origin" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(".kiosk-slides");
  if (!fresh) return;
  const known = new Set([...place().querySelectorAll("img")].map((picture) => picture.src));
  await Promise.all([...fresh.querySelectorAll("img")].filter((picture) => !known.has(picture.src)).map(whole));
  const now = shown().id;
  place().replaceWith(document.adoptNode(fresh));
  show(slides().find((slide) => slide.id === now) || slides()[0]);
}

async function turn() {
  if (paused) return;
  if (Date.now() - asked >= REFRESHED) {
    try { await refresh(); } catch { /* no link: what is here goes on */ }
  }
  next();
}

setInterval(turn, stay);

const pause = kiosk.querySelector("[data-pause]");
if (pause) {
  pause.hidden = false;
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", paused);
  });
  kiosk.querySelector("[data-next]").addEventListener("click", (event) => {
    event.preventDefault();
    next();
  });
}

// A screen that nobody touches must not go dark; where the browser cannot promise that, its settings have to.
function stayAwake() {
  if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
}
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
