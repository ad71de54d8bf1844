// The few comforts of a page. Everything works without them; nothing is written inline, so the CSP stays strict.
// Linked before the style sheet and not deferred: contrast and large text must be there before the first paint.

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

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-switch]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", root.hasAttribute(SWITCHES[button.dataset.switch][0]));
  }
  const wide = matchMedia("(min-width: 60rem)");
  for (const details of document.querySelectorAll("[data-open-wide]")) details.open = wide.matches;
  for (const keys of document.querySelectorAll(".palette[hidden]")) keys.hidden = false;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  for (const open of document.querySelectorAll(".drop[open]")) if (!open.contains(event.target)) open.open = false;
  if (!button) return;
  if (button.dataset.switch) {
    const on = button.getAttribute("aria-pressed") !== "true";
    turn(button.dataset.switch, on);
    remember(button.dataset.switch, on);
    button.setAttribute("aria-pressed", on);
  }
  if (button.matches("[data-capitals]")) capitals(button);
  if (button.closest(".letters")) typeLetter(button);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll(".drop[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

// The palette writes into the field it stands with: its segment or its form field.
function typeLetter(button) {
  const field = button.closest(".segment, .field").querySelector("textarea, input:not([type=hidden])");
  field.setRangeText(button.textContent, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function capitals(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", on);
  for (const key of button.closest(".palette").querySelectorAll(".letters button")) {
    key.textContent = on ? key.textContent.toUpperCase() : key.textContent.toLowerCase();
  }
}
