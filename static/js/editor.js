// Saving segment by segment, and words that survive a cut link. Without this file every segment still has its own buttons.

const list = document.getElementById("segments");
const said = document.getElementById("said")?.dataset ?? {};
const keys = document.getElementById("keys");
const wide = matchMedia("(min-width: 60rem)");
const segments = () => [...document.querySelectorAll(".segment")];
const fieldIn = (segment) => segment?.querySelector("textarea");
const current = () => document.activeElement?.closest(".segment") ?? document.querySelector(".segment.writing") ?? document.querySelector(".segment");

list?.classList.add("scripted");
for (const button of document.querySelectorAll("[data-keys]")) button.hidden = false;

// --- what was typed and not saved yet: kept on this device until the portal has it ---

const unsaved = new Set();

const place = (segment) => `words:${list.dataset.person}:${list.dataset.place}:${segment.id}`;

function keep(segment) {
  const words = { text: fieldIn(segment).value, version: segment.querySelector("[name=version]").value, at: Date.now() };
  try { localStorage.setItem(place(segment), JSON.stringify(words)); } catch { /* a browser that keeps nothing: the field still has them */ }
}

function forget(segment) {
  try { localStorage.removeItem(place(segment)); } catch { /* nothing was kept */ }
}

function kept(segment) {
  try { return JSON.parse(localStorage.getItem(place(segment))); } catch { return null; }
}

function say(segment, words) {
  const status = segment?.querySelector("[role=status]");
  if (status && status.textContent !== words) status.textContent = words;
}

document.addEventListener("input", (event) => {
  const segment = event.target.closest(".segment");
  if (!segment || event.target !== fieldIn(segment)) return;
  unsaved.add(segment.id);
  keep(segment);
  say(segment, said.unsaved);
});

// Words that an earlier visit could not bring to the portal are offered again; put back, they are saved from the version they began with,
// so that a wording that came meanwhile is shown beside them and not overwritten.
function offer(segment) {
  const words = fieldIn(segment) && kept(segment);
  if (!words) return;
  if (words.text.normalize() === fieldIn(segment).value.normalize()) return forget(segment);
  const notice = document.getElementById("kept").content.firstElementChild.cloneNode(true);
  notice.querySelector(".words").textContent = words.text;
  notice.querySelector("[data-put-back]").addEventListener("click", () => {
    const field = fieldIn(segment);
    field.value = words.text;
    segment.querySelector("[name=version]").value = words.version;
    notice.remove();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  notice.querySelector("[data-forget]").addEventListener("click", () => {
    forget(segment);
    notice.remove();
    fieldIn(segment).focus();
  });
  fieldIn(segment).before(notice);
}

for (const segment of segments()) offer(segment);

addEventListener("beforeunload", (event) => {
  if (unsaved.size || drafts.size) event.preventDefault();
});

// --- saving ---

let afterwards = null; // where to go when the answer is there: a page

function save(segment) {
  segment.querySelector("[id^=save-]")?.click(); // not requestSubmit, which Safari 14 and 15 do not have
}

function saveAndGoOn(segment) {
  const next = neighbour(segment, 1);
  if (!next && list.querySelector("[rel=next]")) afterwards = { from: segment.id, to: address("all", segment) };
  save(segment);
  if (next) fieldIn(next).focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  const segment = button?.closest(".segment");
  if (!button) return;
  if (button.dataset.then === "next") {
    event.preventDefault();
    saveAndGoOn(segment);
  } else if (button.matches("[data-copy]")) {
    event.preventDefault();
    copySource(segment);
  } else if (button.matches("[data-to]") && go(button.dataset.to)) event.preventDefault();
  else if (button.matches("[data-help], [data-comments]")) openHelp(event, button, segment);
  else if (button.matches("[data-keys]")) showKeys();
  else if (button.matches("[data-close]")) hideKeys();
  else if (button.dataset.do) act(button.dataset.do);
});

// What was typed after the words were sent must outlive the answer. An answer that is not the segment (a sign-in page) is no answer.
const typedSince = new Map();

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr, requestConfig } = event.detail;
  if (!target.matches(".segment")) return;
  if (!xhr.responseText.includes(`id="${target.id}"`)) {
    afterwards = null;
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    say(target, xhr.status < 400 ? said.signedOut : said.refused);
    return;
  }
  const field = fieldIn(target);
  if (field && field.value !== requestConfig.parameters.text?.replace(/\r\n/g, "\n")) typedSince.set(target.id, field.value);
});

document.addEventListener("htmx:afterSwap", (event) => {
  const segment = event.target;
  if (!segment.matches(".segment")) return; // what came beside it
  const id = segment.id;
  const field = fieldIn(segment);
  if (typedSince.has(id) && field) {
    const at = field.selectionStart;
    field.value = typedSince.get(id);
    field.setSelectionRange(at, at);
    typedSince.delete(id);
    keep(segment);
    say(segment, said.unsaved);
  } else if (event.detail.xhr.status === 200) {
    unsaved.delete(id);
    forget(segment);
  }
  // The button that was pressed is gone with the old segment: the keyboard goes on at the new one's.
  if (document.activeElement === document.body) (field ?? segment.querySelector("a"))?.focus();
  if (afterwards?.from === id) {
    const { to } = afterwards;
    afterwards = null;
    if (event.detail.xhr.status === 200) setOff(to);
  }
});

// A link that hangs is a cut one. What arrived all the same is not saved twice.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.target.matches(".segment")) event.detail.timeout = 60_000;
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target.matches(".segment")) say(event.detail.target, said.saving);
});

// htmx gives a segment that came anew the classes of its answer: which one is written in is known here alone.
document.addEventListener("htmx:afterSettle", (event) => {
  for (const button of document.querySelectorAll("[data-keys]")) button.hidden = false;
  const segment = event.target;
  if (!segment.matches(".segment") || !segment.contains(document.activeElement)) return;
  segment.classList.add("writing");
  if (event.detail.xhr.status === 200) helpAgain(segment);
});

// No link, or the server is away: the words stay in their field and on this device, and are sent when the link is back.
for (const [name, words] of [["htmx:sendError", "cut"], ["htmx:timeout", "cut"], ["htmx:responseError", "refused"]]) {
  document.addEventListener(name, (event) => {
    const segment = event.detail.target;
    if (!segment?.matches?.(".segment")) return; // help beside it
    afterwards = null;
    say(segment, said[words]);
    segment.dataset.waits = words;
  });
}

function sendAgain() {
  for (const segment of document.querySelectorAll("[data-waits=cut]")) {
    delete segment.dataset.waits;
    save(segment);
  }
}

addEventListener("online", sendAgain);
setInterval(() => navigator.onLine && sendAgain(), 30_000); // the server was away, not the link: no browser tells when it is back
