// Changes a field in its cell. The page of the field does the same without this file.

const told = document.querySelector("[data-field-told]");
const pageOf = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
const LOST = "No connection: nothing was saved. Try again.";
let open = null;

// Puts the form of the page into the cell and the focus into its field.
function show(cell, page) {
  const form = page.querySelector("[data-field-form]");
  if (!form) {
    told.textContent = "This field cannot be changed here now. Load the page again.";
    return;
  }
  leave();
  open = { cell, before: [...cell.childNodes], name: cell.dataset.opened };
  cell.replaceChildren(form);
  form.querySelector("[data-focus]")?.removeAttribute("tabindex");
  const field = form.querySelector("input:not([type=hidden])");
  field.focus();
  field.select();
}

function leave() {
  if (!open) return;
  const { cell, before, name } = open;
  open = null;
  cell.replaceChildren(...before);
  cell.querySelector(`[data-field="${name}"]`)?.focus();
}

// The row as the list has it now, and the focus where it was; a row that the filter no longer keeps takes a new page.
function renew(row, name, list) {
  open = null;
  const fresh = list.querySelector(`tr[data-row="${CSS.escape(row.dataset.row)}"]`);
  if (!fresh) {
    location.reload();
    return;
  }
  row.replaceWith(fresh);
  fresh.querySelector(`[data-field="${name}"]`)?.focus();
  told.textContent = "Saved.";
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-field]");
  if (event.target.closest("[data-field-leave]") && open) {
    event.preventDefault();
    leave();
  }
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const cell = link.closest("td");
  try {
    const page = await pageOf(await fetch(link.href));
    cell.dataset.opened = link.dataset.field;
    cell.dataset.address = link.href;
    show(cell, page);
  } catch {
    told.textContent = LOST;
  }
});

// Heard on its way down: the form around the list stops what rises from a form in it.
document.addEventListener("submit", async (event) => {
  const cell = event.target.closest("[data-field-form]")?.closest("td");
  if (!cell) return;
  event.preventDefault();
  try {
    const answer = await fetch(cell.dataset.address, { method: "POST", body: new URLSearchParams(new FormData(event.target)) });
    const page = await pageOf(answer);
    if (answer.redirected) renew(cell.closest("tr"), cell.dataset.opened, page);
    else {
      const before = open.before;
      open = null;
      show(cell, page);
      if (open) open.before = before;
    }
  } catch {
    told.textContent = LOST;
  }
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open && event.target.closest("[data-field-form]")) leave();
});
