// Remembered words and terms go into the field of their segment. Without this file the buttons of the memory save at once.

function fieldOf(element) {
  return document.getElementById(`t-${element.closest("[data-segment]")?.dataset.segment}`);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-suggestion], button[data-insert]");
  const field = button && fieldOf(button);
  if (!field) return;
  event.preventDefault();
  if (button.dataset.insert) type(field, button.dataset.insert);
  else write(field.closest(".segment"), button.dataset.words);
});

// What is saved word for word as it was remembered says so; once changed it is the person's own.
document.addEventListener("input", (event) => {
  const field = event.target.closest(".segment textarea");
  if (!field) return;
  field.form.querySelector("[name=taken]")?.remove();
  for (const button of document.querySelectorAll("button[data-pair]")) {
    if (fieldOf(button) !== field || button.dataset.words !== field.value) continue;
    const taken = Object.assign(document.createElement("input"), { type: "hidden", name: "taken", value: button.dataset.pair });
    field.form.append(taken);
    break;
  }
});

document.addEventListener("htmx:load", (event) => {
  for (const hidden of event.detail.elt.querySelectorAll("button[data-insert][hidden], .keys[hidden]")) hidden.hidden = false;
});
