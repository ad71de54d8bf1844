// While a recording is heard, the sentence that is spoken is lit; to press a sentence, or Enter on it, goes there. Loaded only with recordings
// whose sentences have times. Without it the sentences are a text with the time of each, and a clip has them in the browser's own player.

const CALM = matchMedia("(prefers-reduced-motion: reduce)");

// The last of `sentences` that begins at or before `now` (milliseconds), if it has not ended: in a pause none is spoken.
function spokenAt(sentences, now) {
  let low = 0, high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle].from <= now) low = middle + 1;
    else high = middle;
  }
  const found = sentences[low - 1];
  return found && now < found.to ? found : null;
}

// The place becomes a button, with its time and words inside.
function asButton(place) {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.append(...place.childNodes);
  place.append(button);
  place.dataset.sounding = "";
  return { place, button, from: Number(place.dataset.from), to: Number(place.dataset.to) };
}

function follow(list, player) {
  const sentences = Array.from(list.querySelectorAll("[data-from]"), asButton);
  let lit = null, following = true, byHand = false, reached = sentences[0];
  list.tabIndex = -1; // its sentences are reached instead: one by the tab key, the others by arrows
  reached.button.tabIndex = 0;

  const seen = ({ place }) => {
    const { top, bottom } = place.getBoundingClientRect(), box = list.getBoundingClientRect();
    return top < box.bottom && bottom > box.top;
  };

  // Only the list moves, never the page, and only while nobody has turned it away from what is spoken.
  function show({ place }) {
    const box = list.getBoundingClientRect(), { top, height } = place.getBoundingClientRect();
    byHand = false;
    list.scrollTo({ top: list.scrollTop + top - box.top - (box.height - height) / 2, behavior: CALM.matches ? "auto" : "smooth" });
  }

  function light() {
    const now = Math.round(player.currentTime * 1000);
    const found = lit && lit.from <= now && now < lit.to ? lit : spokenAt(sentences, now);
    if (found === lit) return;
    if (lit) {
      lit.place.classList.remove("spoken");
      lit.button.removeAttribute("aria-current");
    }
    lit = found;
    if (!lit) return;
    lit.place.classList.add("spoken");
    lit.button.setAttribute("aria-current", "true");
    following = following || seen(lit);
    if (following) show(lit);
  }

  function reach(sentence) {
    reached.button.tabIndex = -1;
    reached = sentence;
    reached.button.tabIndex = 0;
  }

  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) list.addEventListener(kind, () => { byHand = true; }, { passive: true });
  list.addEventListener("scroll", () => { if (byHand) following = !lit || seen(lit); }, { passive: true });
  list.addEventListener("click", (event) => {
    const sentence = sentences.find(({ place }) => place.contains(event.target));
    if (!sentence) return;
    reach(sentence);
    following = true;
    player.currentTime = sentence.from / 1000;
    player.play().catch(() => { /* a browser that wants the player's own button, or no network: the place is kept */ });
    light();
  });
  list.addEventListener("keydown", (event) => {
    const at = sentences.indexOf(reached), last = sentences.length - 1;
    const to = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    reach(sentences[to]);
    reached.button.focus();
  });
  return light;
}

function listen(sound) {
  const player = sound.querySelector("audio, video");
  sound.removeAttribute("data-sound");
  if (!player) return; // still being made ready
  const lists = Array.from(sound.querySelectorAll(".sentences"), (list) => follow(list, player));
  const light = () => { for (const one of lists) one(); };
  // The browser tells the time four times a second; a sentence begins between.
  const onEachFrame = () => {
    light();
    if (!player.paused && !player.ended) requestAnimationFrame(onEachFrame);
  };
  player.addEventListener("play", onEachFrame);
  for (const kind of ["timeupdate", "seeking", "seeked"]) player.addEventListener(kind, light);
}

function listenToAll() {
  for (const sound of document.querySelectorAll("[data-sound]")) listen(sound);
}

listenToAll();
document.addEventListener("htmx:afterSettle", listenToAll); // a segment of the editor that was saved
