// The order of a delegation, moved by pointer or by keyboard. Without this file the buttons Up and Down do the same.

const form = document.querySelector("[data-order]");
const rows = document.querySelector("[data-order-rows]");
const told = document.querySelector("[data-order-told]");
const all = () => [...rows.children];
const codes = () => all().map((row) => row.id).join(" ");
const before = codes();
let grabbed = null;
let origin = 0;
let isDragged = false;
let isSent = false;

function show() {
  all().forEach((row, at) => { row.querySelector(".number").textContent = at + 1; });
  form.elements.wanted.value = codes();
  form.hidden = codes() === before;
}

function say(row, what) {
  told.textContent = `${row.dataset.name}: ${what} place ${all().indexOf(row) + 1} of ${all().length}`;
}

// The others make way: a row that is itself taken out and put back would lose focus and pointer.
function place(row, wanted) {
  const at = Math.max(0, Math.min(wanted, all().length - 1));
  while (all().indexOf(row) > at) row.after(row.previousElementSibling);
  while (all().indexOf(row) < at) row.before(row.nextElementSibling);
  show();
}

function grab(row) {
  grabbed = row;
  origin = all().indexOf(row);
  row.classList.add("grabbed");
  row.querySelector("[data-grip]").setAttribute("aria-pressed", "true");
}

function drop() {
  if (!grabbed) return;
  grabbed.classList.remove("grabbed");
  grabbed.querySelector("[data-grip]").setAttribute("aria-pressed", "false");
  say(grabbed, "put down at");
  grabbed = null;
  isDragged = false;
}

function toggle(row) {
  if (grabbed === row) return drop();
  drop();
  grab(row);
  say(row, "taken up from");
}

const LEADS = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  Home: () => 0,
  End: () => Infinity,
  Escape: () => origin,
};

function typed(event, row) {
  const isToggle = event.key === " " || event.key === "Enter";
  if (!isToggle && !(grabbed === row && event.key in LEADS)) return;
  event.preventDefault();
  if (isToggle) return toggle(row);
  place(row, LEADS[event.key](all().indexOf(row)));
  if (event.key === "Escape") drop();
  else say(row, "now");
}

function dragged(event) {
  if (!isDragged) return;
  const wanted = all().findIndex((row) => event.clientY < row.getBoundingClientRect().bottom);
  place(grabbed, wanted < 0 ? Infinity : wanted);
}

function taken(event, row) {
  if (event.button !== 0) return;
  drop();
  grab(row);
  isDragged = true;
  event.currentTarget.setPointerCapture(event.pointerId);
}

for (const row of all()) {
  const grip = row.querySelector("[data-grip]");
  grip.hidden = false;
  grip.addEventListener("keydown", (event) => typed(event, row));
  grip.addEventListener("pointerdown", (event) => taken(event, row));
  grip.addEventListener("pointermove", dragged);
  grip.addEventListener("lostpointercapture", drop);
  grip.addEventListener("blur", () => { if (!isDragged) drop(); });
}
document.querySelector("[data-order-help]").hidden = false;

form.addEventListener("submit", () => { isSent = true; });
form.querySelector("[data-discard]").addEventListener("click", () => { isSent = true; });
window.addEventListener("beforeunload", (event) => {
  if (!isSent && codes() !== before) event.preventDefault();
});
