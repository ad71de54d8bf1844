// How far a job is, asked every two seconds. When it has ended the page is loaded anew and says what came of it.
const EVERY = 2000;

for (const box of document.querySelectorAll("[data-job]")) watch(box);

function watch(box) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-words]");

  async function look() {
    let job = null;
    try {
      const answer = await fetch(box.dataset.job, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (answer.ok) job = await answer.json();
    } catch { /* no link for the moment: ask again */ }
    if (job && !job.open) return location.reload();
    if (job) show(job);
    setTimeout(look, EVERY);
  }

  function show(job) {
    if (job.total) {
      bar.max = job.total;
      bar.value = job.done;
    }
    words.textContent = job.words;
  }

  setTimeout(look, EVERY);
}
