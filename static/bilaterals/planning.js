// Follows a planning without reloading; when it has come to its end, the page is loaded once more.

const bar = document.querySelector("[data-progress]");
const show = (name, words) => {
  const place = document.querySelector(`[data-${name}]`);
  if (place.textContent !== String(words)) place.textContent = words;
};
const PAUSE = 700;
const PAUSE_AFTER_A_FAULT = 4000;

async function follow() {
  let pause = PAUSE;
  try {
    const answer = await fetch(bar.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
    const progress = await answer.json();
    if (!progress.isMoving) {
      window.location.reload();
      return;
    }
    bar.value = progress.seconds;
    show("label", `${progress.seconds} of ${progress.limit} seconds`);
    if (progress.placed) {
      show("placed", progress.placed);
      show("objective", progress.objective);
      show("bound", progress.bound);
      show("quality", progress.quality);
    }
  } catch {
    pause = PAUSE_AFTER_A_FAULT;
  }
  setTimeout(follow, pause);
}

if (bar) setTimeout(follow, PAUSE);
