// Keeps what is typed into a form on the server a moment after each change. The button "Save draft" does the same without.

const form = document.querySelector("form[data-draft]");
const line = document.querySelector("[data-draft-line]");
const PAUSE = 3000;
let waiting = 0;
let isSent = false;

function typed() {
  const values = new FormData(form);
  for (const [name, value] of [...values.entries()]) if (value instanceof File) values.delete(name);
  return values;
}

async function keep() {
  if (isSent) return;
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST",
      body: typed(),
      headers: { Accept: "application/json" },
    });
    if (answer.redirected || answer.status === 400 || answer.status === 401) {
      line.textContent = "You were signed out, so the last change is on this page only. Sign in again in another window.";
    } else if (!answer.ok) {
      line.textContent = "The draft could not be saved. What you typed is still on this page.";
    } else {
      line.textContent = (await answer.json()).said;
    }
  } catch {
    line.textContent = "No connection: the draft could not be saved. What you typed is still on this page.";
  }
}

if (form && line) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(waiting);
  });
}
