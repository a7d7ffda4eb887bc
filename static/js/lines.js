// Walking the lines of a list by keyboard, and choosing many of them at once. Every page works without this file.

const STORED = "accreditation-keys";
const keysOn = () => localStorage.getItem(STORED) !== "off";

function typing(target) {
  return target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea");
}

function goTo(found) {
  if (found.tagName === "A") found.click();
  else if (found.tagName === "DETAILS") {
    found.open = true;
    found.querySelector("select, textarea").focus();
  } else found.focus();
}

function step(direction) {
  const lines = [...document.querySelectorAll("[data-line]")];
  const at = lines.indexOf(document.activeElement);
  const wanted = lines[at < 0 ? 0 : at + direction];
  if (wanted) wanted.focus();
}

document.addEventListener("keydown", (event) => {
  if (!keysOn() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.toLowerCase();
  const found = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (found) {
    event.preventDefault();
    goTo(found);
  } else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "x") document.activeElement.closest("tr")?.querySelector("[name=pick]")?.click();
});

const shortcuts = document.querySelector("[data-shortcuts]");
if (shortcuts) {
  const choice = shortcuts.querySelector("[data-shortcuts-on]");
  shortcuts.hidden = false;
  choice.checked = keysOn();
  choice.addEventListener("change", () => localStorage.setItem(STORED, choice.checked ? "on" : "off"));
}

const picks = document.querySelector("[data-picks]");
const all = picks?.querySelector("[data-pick-all]");
if (all) {
  const boxes = () => [...picks.querySelectorAll("[name=pick]")]; // a row may be renewed
  const count = picks.querySelector("[data-pick-count]");
  const spoken = count.dataset.pickCount;
  const show = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    const told = spoken ? `${chosen} ${spoken}` : ` (${chosen})`;
    count.textContent = chosen || spoken ? told : "";
  };
  all.hidden = false;
  all.addEventListener("click", () => {
    const wanted = boxes().some((box) => !box.checked);
    for (const box of boxes()) box.checked = wanted;
    show();
  });
  picks.addEventListener("change", show);
  show();
}

const clearAll = document.querySelector("[data-answer-all]");
if (clearAll) {
  clearAll.hidden = false;
  clearAll.addEventListener("click", () => {
    for (const answer of document.querySelectorAll("[data-answer]")) answer.selectedIndex = 1;
  });
}
