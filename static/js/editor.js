// The editor by keyboard, and words that survive a cut link. Without this file every segment still has its own button.

const segments = () => [...document.querySelectorAll(".segment textarea")];
const unsaved = new Set();

document.addEventListener("input", (event) => {
  if (event.target.matches(".segment textarea")) unsaved.add(event.target.closest(".segment").id);
});

// Ctrl+Enter saves and goes on; Alt+Up and Alt+Down go from segment to segment.
document.addEventListener("keydown", (event) => {
  const here = event.target.closest(".segment textarea");
  if (!here) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    here.form.requestSubmit();
    step(here, 1);
  } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    step(here, event.key === "ArrowDown" ? 1 : -1);
  }
});

function step(here, by) {
  const all = segments();
  all[all.indexOf(here) + by]?.focus();
}

// What was typed after the words were sent must outlive the answer.
const typedSince = new Map();

document.addEventListener("htmx:beforeSwap", (event) => {
  const field = event.detail.target.querySelector("textarea");
  if (field && event.detail.xhr.status === 200 && field.value !== event.detail.requestConfig.parameters.text) {
    typedSince.set(event.detail.target.id, field.value);
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  const { target, xhr } = event.detail;
  const field = document.querySelector(`#${CSS.escape(target.id)} textarea`);
  if (typedSince.has(target.id) && field) {
    const at = field.selectionStart;
    field.value = typedSince.get(target.id);
    field.setSelectionRange(at, at);
    typedSince.delete(target.id);
  } else if (xhr.status === 200) unsaved.delete(target.id);
  // The button that was pressed is gone with the old segment: the keyboard goes on at the new one's.
  if (document.activeElement === document.body) document.getElementById(event.detail.target.id)?.querySelector("form button")?.focus();
});

// The palette of a segment that came anew is shown again.
document.addEventListener("htmx:load", (event) => {
  for (const keys of event.detail.elt.querySelectorAll(".palette[hidden]")) keys.hidden = false;
});

// No link, or the server is away: the words stay in their field, and the page says so.
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const status = event.detail.elt.closest(".segment")?.querySelector("[role=status]");
    if (status) status.textContent = document.body.dataset.notSaved ?? "!";
  });
}

addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
