// From segment to segment, help beside, letters, and the keys for all of it. editor.js comes before and keeps what is typed.
// No key of a browser or a screen reader is taken: F2 opens the keys, then one key acts; Ctrl+Shift, Alt+Shift and AltGr belong to keyboards.

function neighbour(segment, by) {
  const all = segments().filter(fieldIn);
  const at = all.indexOf(segment);
  return at < 0 ? all[0] : all[at + by];
}

function address(to, segment) {
  const url = new URL(list.dataset.go, location);
  url.searchParams.set("to", to);
  if (segment) url.searchParams.set("after", segment.id.slice(2));
  return url.href;
}

// The next of a list on this page, or true after setting off to the page where there is one.
function go(to) {
  const all = segments();
  const here = current();
  const at = all.indexOf(here) + 1;
  const isWhole = !list.querySelector("[rel=prev], [rel=next]");
  const further = isWhole ? [...all.slice(at), ...all.slice(0, at)] : all.slice(at);
  const next = further.find((segment) => segment.dataset.among.split(" ").includes(to));
  if (next) (fieldIn(next) ?? next.querySelector("a")).focus();
  else setOff(address(to, here));
  return true;
}

// On the page that it led to the keyboard goes on in the field; whoever came otherwise begins where the address says.
function setOff(where) {
  try { sessionStorage.setItem("on the way", where); } catch { /* the next Tab reaches the field as well */ }
  location.href = where;
}

addEventListener("load", () => {
  let on = null;
  try {
    on = sessionStorage.getItem("on the way");
    sessionStorage.removeItem("on the way");
  } catch { /* nothing is kept here */ }
  if (on && location.hash.startsWith("#s-")) setTimeout(() => fieldIn(document.getElementById(location.hash.slice(1)))?.focus());
});

// --- the source, suggestions, help, letters ---

function write(segment, text) {
  const field = fieldIn(segment);
  if (!field) return;
  field.focus();
  field.select();
  type(field, text);
}

function copySource(segment) {
  const source = segment.querySelector(".source");
  // Where the words are shown with what changed in them, or hold break marks that a person typed, they stand beside it as they are.
  if (source) write(segment, source.dataset.plain ?? source.innerText.replace(/[\u200b\u2060]/g, ""));
}

let helped = "";

// What helps with a segment comes beside it when it is written in; on a narrow page below it, when it is asked for.
function help(segment, then) {
  const box = document.getElementById("help");
  const link = segment.querySelector("[data-help]");
  if (!box || !link || !window.htmx) return;
  if (!wide.matches) segment.append(box);
  else if (box.parentElement.id !== "side") document.getElementById("side").prepend(box);
  box.hidden = false;
  if (wide.matches) document.getElementById("edition-side").open = false;
  if (helped === segment.id && !then) return;
  helped = segment.id;
  htmx.ajax("GET", link.getAttribute("href"), { target: "#help", swap: "innerHTML" }).then(() => then?.(box), () => { helped = ""; });
}

// The words that stand there have changed: so have their wordings and what the memory says of them.
function helpAgain(segment) {
  if (helped !== segment.id || document.getElementById("help").contains(document.activeElement)) return;
  helped = "";
  help(segment);
}

function openHelp(event, button, segment) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  help(segment, (box) => {
    const field = button.matches("[data-comments]") && box.querySelector("#comment");
    (field || box.querySelector("h2, a, button"))?.focus();
    (field || box).scrollIntoView({ block: "nearest" });
  });
}

// A comment half written outlives its panel, which comes anew with each segment and each answer. An answer that is no panel (a sign-in page)
// is none.
const drafts = new Map();

document.addEventListener("input", (event) => {
  const field = event.target.closest("#comments textarea");
  if (field?.value) drafts.set(field.form.action, field.value);
  else if (field) drafts.delete(field.form.action);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr, requestConfig } = event.detail;
  if (!target.matches("#comments, #help")) return;
  if (!xhr.responseText.includes('id="comments"')) notSent(event);
  else if (xhr.status === 200) drafts.delete(requestConfig.elt.action);
});

for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, notSent);

function notSent(event) {
  const { target } = event.detail;
  event.detail.shouldSwap = false;
  if (target?.id !== "comments") return;
  const notice = target.querySelector("[data-not-sent]") ?? Object.assign(document.createElement("p"), { className: "notice wrong" });
  notice.dataset.notSent = "";
  notice.setAttribute("role", "alert");
  notice.textContent = said.refused;
  target.append(notice);
}

document.addEventListener("htmx:load", (event) => {
  for (const field of event.detail.elt.querySelectorAll("#comments textarea")) {
    const words = drafts.get(field.form.action);
    if (!words) continue;
    field.value = words;
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }
});

let soon;

document.addEventListener("focusin", (event) => {
  const segment = event.target.closest(".segment");
  if (!segment || event.target !== fieldIn(segment)) return;
  bringLetters(segment);
  clearTimeout(soon);
  // Who only passes through on the way to the side finds the side as they left it.
  if (wide.matches) soon = setTimeout(() => { if (segment.contains(document.activeElement)) help(segment); }, 250);
});

// One set of letter keys for the page: it goes to the segment that is written in.
function bringLetters(segment) {
  const letters = document.getElementById("letters");
  if (!letters || segment.querySelector(".palette")) return;
  const palette = document.querySelector("#segments .palette") ?? letters.content.querySelector(".palette")?.cloneNode(true);
  if (!palette) return;
  palette.hidden = false;
  fieldIn(segment).after(palette);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const palette = event.detail.shouldSwap && event.detail.target.querySelector?.(".palette");
  if (palette) event.detail.target.after(palette); // it outlives the segment that is drawn anew, and is brought to it again
  const box = event.detail.shouldSwap && event.detail.target.querySelector?.("#help");
  if (box) document.getElementById("side").prepend(box);
});

document.addEventListener("htmx:afterSwap", () => {
  const loose = document.querySelector("#segments > .palette");
  const field = fieldIn(document.activeElement?.closest?.(".segment"));
  if (loose && field) field.after(loose);
  else loose?.remove();
});

// --- keys ---

const ON_SEGMENT = {
  KeyS: (segment) => save(segment),
  Enter: saveAndGoOn,
  KeyN: () => go("missing"),
  KeyB: () => go("stale"),
  KeyF: () => go("findings"),
  KeyM: () => go("comments"),
  ArrowUp: (segment) => fieldIn(neighbour(segment, -1) ?? segment)?.focus(),
  ArrowDown: (segment) => fieldIn(neighbour(segment, 1) ?? segment)?.focus(),
  KeyG: copySource,
  KeyL: (segment) => segment.querySelector(".palette button:not([data-capitals])")?.focus(),
  KeyC: (segment) => segment.querySelector("[data-comments]")?.click(),
  KeyH: (segment) => segment.querySelector("a[href$='/history/']")?.click(),
};

let cameFrom = null;

function showKeys() {
  cameFrom = document.activeElement;
  if (keys.showModal) keys.showModal();
  else keys.setAttribute("open", "");
  keys.focus();
}

function hideKeys() {
  if (keys.close) keys.close();
  else keys.removeAttribute("open");
  if (cameFrom?.isConnected) cameFrom.focus();
}

// By the place on the keyboard, not by the letter: a Lao or Khmer layout has other letters there.
function act(code) {
  hideKeys();
  const segment = current();
  const number = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  // Help that is still on its way may show another segment's: only what belongs to this one is taken.
  if (number) document.querySelector(`[data-segment="${segment?.id.slice(2)}"] [data-suggestion="${number}"]`)?.click();
  else if (segment) ON_SEGMENT[code]?.(segment);
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select");
  if (keys?.hasAttribute("open")) {
    if (event.key === "Escape" || event.key === "F2") {
      event.preventDefault();
      hideKeys();
    } else if (!event.ctrlKey && !event.altKey && !event.metaKey && (event.code in ON_SEGMENT || /^(?:Digit|Numpad)[1-9]$/.test(event.code))) {
      if (event.code === "Enter" && event.target.matches("button")) return; // the button that has the focus is meant
      event.preventDefault();
      act(event.code);
    }
    return;
  }
  if (keys && (event.key === "F2" || (event.key === "?" && !field))) {
    event.preventDefault();
    showKeys();
    return;
  }
  const segment = event.target.closest(".segment");
  if (!segment || event.target !== fieldIn(segment)) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    saveAndGoOn(segment);
  } else if (event.altKey && !event.shiftKey && !event.ctrlKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    ON_SEGMENT[event.key](segment);
  }
});

// How full each segment's box is comes with the card beside; a segment that came anew is told it again.
document.addEventListener("htmx:load", () => {
  for (const told of document.querySelectorAll("#fitting [data-for]")) {
    const box = document.getElementById(told.dataset.for);
    if (box) [box.textContent, box.className] = [told.textContent, told.className];
  }
});
