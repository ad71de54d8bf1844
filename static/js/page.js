// The few comforts of a page. Everything works without them; nothing is written inline, so the CSP stays strict.
// Linked before the style sheet and not deferred: contrast and size of the letters must be there before the first paint.

const root = document.documentElement;
const SWITCHES = { contrast: ["data-contrast", "high"], text: ["data-large-text", ""] };

function remembered(name) {
  try { return localStorage.getItem(name) === "on"; } catch { return false; }
}

function remember(name, on) {
  try { localStorage.setItem(name, on ? "on" : ""); } catch { /* a browser that keeps nothing: for this page only */ }
}

function turn(name, on) {
  const [attribute, value] = SWITCHES[name];
  if (on) root.setAttribute(attribute, value);
  else root.removeAttribute(attribute);
}

for (const name of Object.keys(SWITCHES)) if (remembered(name)) turn(name, true);
try {
  if (/^[0-4]$/.test(localStorage.getItem("size"))) root.dataset.size = localStorage.getItem("size"); // set on the reading page
} catch { /* as it comes */ }
if ("serviceWorker" in navigator && "caches" in window) root.dataset.keeps = ""; // what needs them is shown from the first moment, or never

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-switch]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", root.hasAttribute(SWITCHES[button.dataset.switch][0]));
  }
  const wide = matchMedia("(min-width: 60rem)");
  for (const details of document.querySelectorAll("[data-open-wide]")) details.open = wide.matches;
  for (const part of document.querySelectorAll(".palette[hidden], [data-scripted], [data-print]")) part.hidden = false;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  for (const open of document.querySelectorAll(".drop[open]")) if (!open.contains(event.target)) open.open = false;
  if (!button) return;
  if (button.dataset.switch) {
    const on = button.getAttribute("aria-pressed") !== "true";
    turn(button.dataset.switch, on);
    remember(button.dataset.switch, on);
    for (const twin of document.querySelectorAll(`[data-switch="${button.dataset.switch}"]`)) twin.setAttribute("aria-pressed", on);
  }
  if (button.matches("[data-print]")) print();
  if (button.matches("[data-capitals]")) capitals(button);
  if (button.closest(".letters")) typeLetter(button);
});

// What paper must say by itself: where it came from, and when.
addEventListener("beforeprint", () => {
  const day = new Date(), two = (number) => String(number).padStart(2, "0");
  for (const address of document.querySelectorAll("[data-printed-from]")) address.textContent = location.href.split("#")[0];
  for (const line of document.querySelectorAll("[data-printed-on]")) {
    line.querySelector("time").textContent = `${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`;
    line.hidden = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll(".drop[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

// A list that lies over the page goes when the focus leaves it, or it would hide where the focus is.
document.addEventListener("focusin", (event) => {
  for (const open of document.querySelectorAll(".drop[open]")) if (!open.contains(event.target)) open.open = false;
});

// The letter keys come with the field that is written in, and stay until another is: were they to go with the focus,
// the button under the pointer would move away before it is let go.
document.addEventListener("focusin", (event) => {
  const here = event.target.closest(".segment textarea")?.closest(".segment");
  if (!here) return;
  for (const other of document.querySelectorAll(".segment.writing")) other.classList.toggle("writing", other === here);
  here.classList.add("writing");
});

// Typed, not set, where the browser can: so its own undo brings back what was there.
function type(field, text) {
  field.focus();
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// The palette writes into the field it stands with: its segment or its form field. A mark alone is shown on a dotted circle and goes on the letter before.
function typeLetter(button) {
  type(button.closest(".segment, .field").querySelector("textarea, input:not([type=hidden])"), button.textContent.replace("\u25cc", ""));
}

function capitals(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", on);
  for (const key of button.closest(".palette").querySelectorAll(".letters button")) {
    key.textContent = on ? key.textContent.toUpperCase() : key.textContent.toLowerCase();
  }
}
