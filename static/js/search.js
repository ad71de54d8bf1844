// Titles offered while somebody types: asked for once the fingers rest, and only the newest answer counts.

const WAIT = 250; // milliseconds
const field = document.querySelector("[data-suggest]");
const list = field && document.getElementById(field.getAttribute("list"));
let timer, asking;

if (field) field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(offer, WAIT);
});

async function offer() {
  if (asking) asking.abort();
  asking = new AbortController();
  const address = `${field.dataset.suggest}?q=${encodeURIComponent(field.value)}`;
  try {
    const answer = await fetch(address, { headers: { "X-Part": "options" }, signal: asking.signal });
    if (answer.ok) list.innerHTML = await answer.text();
  } catch { /* no link, or something newer was typed */ }
}
