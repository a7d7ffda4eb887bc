// Follows a print run without reloading; when it stops moving, the page is loaded once more.

const bar = document.querySelector("[data-run-progress]");
const label = document.querySelector("[data-run-label]");
const PAUSE = 700;
const PAUSE_AFTER_A_FAULT = 4000;

async function follow() {
  let pause = PAUSE;
  try {
    const answer = await fetch(bar.dataset.runProgress, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
    const progress = await answer.json();
    if (!progress.isMoving) {
      window.location.reload();
      return;
    }
    if (progress.total) bar.max = progress.total;
    bar.value = progress.done;
    if (label.textContent !== progress.label) label.textContent = progress.label;
  } catch {
    pause = PAUSE_AFTER_A_FAULT;
  }
  setTimeout(follow, pause);
}

if (bar) setTimeout(follow, PAUSE);
