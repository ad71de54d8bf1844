// Leafing by the arrow keys. Without this file the two links beside the page's number do the same.

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select, textarea")) return;
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (way) document.querySelector(`.leafing a[rel=${way}]`)?.click();
});
