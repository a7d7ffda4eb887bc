// Find anything from any page: Ctrl-K or / opens, arrows choose, Enter goes, Escape closes. The search page works without it.

const SLASH = "finder-slash";
const WAIT = 120;
const PAGES = 5;

const finder = document.querySelector("[data-finder]");
const field = finder.querySelector("[role=combobox]");
const list = finder.querySelector("[role=listbox]");
const state = finder.querySelector("[data-finder-state]");
const slash = finder.querySelector("[type=checkbox]");
let asking = null;
let timer = 0;
let isEntered = false;

const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function step(direction) {
  const all = options();
  if (all.length) choose(all[(all.indexOf(chosen()) + direction + all.length) % all.length]);
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function option(result, number) {
  const made = element("div", { role: "option", id: `finder-option-${number}`, "aria-selected": "false" },
    element("bdi", {}, result.label), element("span", { class: "muted" }, result.detail));
  made.addEventListener("click", () => location.assign(result.address));
  made.dataset.address = result.address;
  return made;
}

function show(groups) {
  let number = 0;
  list.replaceChildren(...groups.filter((group) => group.results.length).map((group) =>
    element("div", { role: "group", "aria-label": group.name },
      element("div", { class: "finder-group", "aria-hidden": "true" }, group.name),
      ...group.results.map((result) => option(result, (number += 1))))));
  field.setAttribute("aria-expanded", String(number > 0));
  choose(options()[0]);
}

function pages(words) {
  const links = [...document.querySelectorAll("[data-menu] nav a")];
  const found = links.filter((link) => words.every((word) => bare(link.textContent).includes(word)));
  const results = found.slice(0, PAGES).map((link) => ({ label: link.textContent.trim(), detail: "", address: link.href }));
  return { name: "Pages", results };
}

function say(total, isMore) {
  if (!total) return "Nothing was found that is open to you.";
  const counted = total === 1 ? "1 result" : `${total} results`;
  return isMore ? `More than ${counted}` : counted;
}

function forget() {
  clearTimeout(timer);
  asking?.abort();
  asking = null;
}

async function find() {
  const text = field.value.trim();
  const menu = pages(bare(text).split(/\s+/));
  const mine = (asking = new AbortController());
  try {
    const address = `${finder.dataset.suggestions}?${new URLSearchParams({ q: text })}`;
    const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    if (mine !== asking) return;
    asking = null;
    show([...told.groups, menu]);
    state.textContent = say(told.total + menu.results.length, told.is_more);
  } catch (error) {
    if (error.name === "AbortError") return;
    asking = null;
    show([menu]);
    state.textContent = "The server did not answer. Enter opens the page of search.";
    isEntered = false;
  }
  if (isEntered) go();
}

function typed() {
  forget();
  isEntered = false;
  if (!field.value.trim()) {
    show([]);
    state.textContent = "";
    return;
  }
  timer = setTimeout(find, WAIT);
  asking = new AbortController();
}

function go() {
  if (asking) {
    isEntered = true;
    return;
  }
  const text = field.value.trim();
  const option = chosen();
  if (option) location.assign(option.dataset.address);
  else if (text) location.assign(`${finder.dataset.searchPage}?${new URLSearchParams({ q: text })}`);
}

function open() {
  if (finder.open) return;
  finder.showModal();
  field.select();
}

field.addEventListener("input", typed);
field.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!event.isComposing) go();
  }
});
finder.querySelector("[data-finder-close]").addEventListener("click", () => finder.close());
finder.addEventListener("click", (event) => {
  if (event.target === finder) finder.close();
});
finder.addEventListener("close", forget);

slash.checked = localStorage.getItem(SLASH) !== "off";
slash.addEventListener("change", () => localStorage.setItem(SLASH, slash.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key === "/";
  const isTyping = event.target.closest("input, select, textarea, [contenteditable]");
  if (isCommand || (isPlain && slash.checked && !isTyping)) {
    event.preventDefault();
    open();
  }
});
