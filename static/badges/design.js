// The desk on which a card is designed: boxes over a true picture of the card, moved by pointer or by keyboard, and their
// properties beside it. The design is the text of one field; without this file that field is edited as it is.

const form = document.querySelector("[data-design]");
const find = (name) => form.querySelector(`[data-${name}]`);
const known = JSON.parse(form.dataset.known);
const text = form.elements.content;
const card = find("card");
const picture = find("picture");
const MOST = 60;
const SNAP = 0.8; // mm
const PAUSE = 300; // ms after the last change, before the picture is drawn anew
const boxes = new Map();

let design = JSON.parse(text.value);
let side = "front";
let chosen = "";
let saved = form.dataset.unsaved ? "" : JSON.stringify(design);
let past = [];
let future = [];
let last = JSON.stringify(design);
let isSent = false;

const round = (value) => Math.round(value * 10) / 10;
const elements = () => design[side];
const at = () => elements().findIndex((one) => one.key === chosen);
const current = () => elements()[at()];
const place = (one) => `${one.key}: ${round(one.x)} mm from the left, ${round(one.y)} from the top, ${round(one.width)} wide, ${round(one.height)} high`;

function say(what) {
  find("told").textContent = what;
}

// --- What is kept, undone and saved ---------------------------------------------------------------------------------

function keep() {
  const now = JSON.stringify(design);
  if (now !== last) {
    past.push(last);
    future = [];
    last = now;
  }
  show();
}

function travel(from, to, what) {
  if (!from.length) return say(`There is nothing to ${what}.`);
  to.push(last);
  last = from.pop();
  design = JSON.parse(last);
  if (at() < 0) chosen = "";
  show();
  say(`${what === "undo" ? "Undone" : "Done again"}.`);
}

function show() {
  text.value = JSON.stringify(design);
  find("saved").textContent = last === saved ? "Saved" : "Not saved yet";
  card.style.setProperty("aspect-ratio", `${design.width} / ${design.height}`);
  card.style.setProperty("--ratio", design.width / design.height);
  form.querySelector("[data-do=undo]").disabled = !past.length;
  form.querySelector("[data-do=redo]").disabled = !future.length;
  for (const button of form.querySelectorAll("[data-for-chosen]")) button.disabled = !chosen;
  showBoxes();
  showProperties();
  drawSoon();
}

// --- The boxes on the card ------------------------------------------------------------------------------------------

function boxOf(key) {
  // No button: it is as small as the thing on the card, and the list of elements is the larger way to the same.
  const box = document.createElement("div");
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-roledescription", "element of the card");
  box.className = "design-box";
  box.dataset.key = key;
  const corner = document.createElement("span");
  corner.className = "design-corner";
  box.append(corner);
  box.addEventListener("focus", () => choose(key));
  box.addEventListener("keydown", typed);
  box.addEventListener("pointerdown", taken);
  box.addEventListener("pointermove", dragged);
  box.addEventListener("lostpointercapture", dropped);
  return box;
}

function showBoxes() {
  const focused = document.activeElement?.dataset?.key;
  const keys = new Set(elements().map((one) => one.key));
  for (const [key, box] of boxes) if (!keys.has(key)) { box.remove(); boxes.delete(key); }
  let before = picture;
  for (const one of elements()) {
    if (!boxes.has(one.key)) boxes.set(one.key, boxOf(one.key));
    const box = boxes.get(one.key);
    if (before.nextElementSibling !== box) before.after(box);
    before = box;
    placeBox(box, one);
  }
  if (focused && boxes.has(focused) && document.activeElement?.dataset?.key !== focused) boxes.get(focused).focus();
}

function placeBox(box, one) {
  const share = (value, whole) => `${(100 * value) / whole}%`;
  box.style.setProperty("left", share(one.x, design.width));
  box.style.setProperty("top", share(one.y, design.height));
  box.style.setProperty("width", share(one.width, design.width));
  box.style.setProperty("height", share(one.height, design.height));
  box.setAttribute("aria-label", `${known.kinds[one.kind]} ${place(one)}`);
  if (one.key === chosen) box.setAttribute("aria-current", "true");
  else box.removeAttribute("aria-current");
  box.classList.toggle("is-chosen", one.key === chosen);
}

function choose(key) {
  if (chosen === key) return;
  chosen = key;
  show();
}

// --- Moving -----------------------------------------------------------------------------------------------------------

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function step(event) {
  if (event.shiftKey) return 5;
  return event.altKey ? 0.1 : 1;
}

function typed(event) {
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key in ARROWS) {
    const [x, y] = ARROWS[event.key].map((way) => way * step(event));
    if (isCommand) resize(current(), current().width + x, current().height + y);
    else move(current(), current().x + x, current().y + y);
    keep();
    say(place(current()));
  } else if (event.key === "Delete" || event.key === "Backspace") remove();
  else if (event.key === "PageUp") order(1);
  else if (event.key === "PageDown") order(-1);
  else if (event.key === "Enter") form.querySelector("[data-prop=key]").focus();
  else if (isCommand && event.key.toLowerCase() === "d") duplicate();
  else return;
  event.preventDefault();
}

function move(one, x, y) {
  one.x = Math.max(-50, Math.min(450, round(x)));
  one.y = Math.max(-50, Math.min(450, round(y)));
}

function resize(one, width, height) {
  one.width = Math.max(0.1, Math.min(450, round(width)));
  one.height = Math.max(0.1, Math.min(450, round(height)));
}

let drag = null;

function taken(event) {
  if (event.button !== 0) return;
  const box = event.currentTarget;
  box.focus();
  choose(box.dataset.key);
  const isCorner = event.target.classList.contains("design-corner");
  drag = { x: event.clientX, y: event.clientY, start: { ...current() }, isCorner };
  box.setPointerCapture(event.pointerId);
  event.preventDefault();
}

function dragged(event) {
  if (!drag) return;
  const scale = design.width / card.getBoundingClientRect().width;
  const [x, y] = [(event.clientX - drag.x) * scale, (event.clientY - drag.y) * scale];
  const one = current();
  const { start } = drag;
  const isFree = event.altKey;
  if (drag.isCorner) {
    const right = snapped(start.x + start.width + x, [0], "x", isFree);
    const bottom = snapped(start.y + start.height + y, [0], "y", isFree);
    resize(one, right - one.x, bottom - one.y);
  } else {
    move(one, snapped(start.x + x, [0, one.width / 2, one.width], "x", isFree), snapped(start.y + y, [0, one.height / 2, one.height], "y", isFree));
  }
  placeBox(event.currentTarget, one);
  showNumbers(one);
}

function dropped() {
  if (!drag) return;
  drag = null;
  keep();
  say(place(current()));
}

// The card's edges and middle draw near what comes close to them, then those of the others; everything else stands on
// whole millimeters.
function snapped(value, offsets, axis, isFree) {
  if (isFree) return round(value);
  const size = axis === "x" ? "width" : "height";
  const others = elements().filter((one) => one.key !== chosen);
  const lines = others.flatMap((one) => [one[axis], one[axis] + one[size] / 2, one[axis] + one[size]]);
  return nearest(value, offsets, [0, design[size] / 2, design[size]]) ?? nearest(value, offsets, lines) ?? Math.round(value);
}

function nearest(value, offsets, lines) {
  const places = lines.flatMap((line) => offsets.map((offset) => line - offset));
  const close = places.filter((one) => Math.abs(one - value) < SNAP);
  return close.sort((one, other) => Math.abs(one - value) - Math.abs(other - value))[0];
}

// --- Adding, taking away, order -----------------------------------------------------------------------------------------

function newKey(stem) {
  const used = new Set([...design.front, ...design.back].map((one) => one.key));
  const plain = stem.replace(/ \d+$/, "").slice(0, 34);
  let number = 1;
  while (used.has(number === 1 ? plain : `${plain} ${number}`)) number += 1;
  return number === 1 ? plain : `${plain} ${number}`;
}

function put(one, position, what) {
  if (design.front.length + design.back.length >= MOST) return say(`A design has at most ${MOST} elements.`);
  elements().splice(position, 0, one);
  chosen = one.key;
  keep();
  boxes.get(one.key).focus();
  say(`${what} ${place(one)}`);
}

function add() {
  const kind = find("add-kind").value;
  const one = structuredClone(known.blanks[kind]);
  one.key = newKey(known.kinds[kind].toLowerCase());
  one.x = round(Math.max(0, (design.width - one.width) / 2));
  one.y = round(Math.max(0, (design.height - one.height) / 2));
  if (kind === "artwork") one.artwork = known.artworks[0] ?? "";
  put(one, elements().length, "Added");
}

function duplicate() {
  const one = structuredClone(current());
  one.key = newKey(one.key);
  move(one, one.x + 2, one.y + 2);
  put(one, at() + 1, "Duplicated as");
}

function remove() {
  const gone = chosen;
  const position = at();
  elements().splice(position, 1);
  const next = elements()[Math.min(position, elements().length - 1)];
  chosen = next?.key ?? "";
  keep();
  if (next) boxes.get(next.key).focus();
  say(`Deleted ${gone}. Ctrl Z brings it back.`);
}

function order(way) {
  const position = at();
  const wanted = position + way;
  if (wanted < 0 || wanted >= elements().length) return say(`${chosen} is ${way > 0 ? "in front of" : "behind"} all others.`);
  const [one] = elements().splice(position, 1);
  elements().splice(wanted, 0, one);
  keep();
  say(`${chosen}: ${wanted + 1} of ${elements().length}, counted from the back`);
}

function addPart() {
  current().parts.push(structuredClone(known.blanks.text.parts[0]));
  keep();
  find("parts").lastElementChild?.querySelector("select").focus();
}

const DEEDS = {
  add, duplicate, remove, part: addPart, up: () => order(1), down: () => order(-1),
  undo: () => travel(past, future, "undo"), redo: () => travel(future, past, "redo"),
};

// --- Properties -----------------------------------------------------------------------------------------------------------

function showNumbers(one) {
  for (const name of ["x", "y", "width", "height"]) form.querySelector(`[data-prop=${name}]`).value = round(one[name]);
}

function showProperties() {
  const list = find("choose");
  const names = [["", "The card itself"], ...elements().map((one) => [one.key, one.key])];
  list.replaceChildren(...names.map(([key, name]) => new Option(name, key, false, key === chosen)));
  const one = current();
  find("of-card").hidden = Boolean(one);
  find("of-element").hidden = !one;
  if (one) showElement(one);
  else showCard();
}

function showCard() {
  find("card-name").value = design.name;
  find("card-width").value = design.width;
  find("card-height").value = design.height;
  const size = `${design.width.toFixed(1)} ${design.height.toFixed(1)}`;
  find("size").value = [...find("size").options].some((option) => option.value === size) ? size : "";
}

function showElement(one) {
  for (const group of find("of-element").querySelectorAll("[data-only]")) group.hidden = !group.dataset.only.split(" ").includes(one.kind);
  const pictures = known.artworks.map((name, number) => new Option(`Picture ${number + 1}`, name));
  form.querySelector("[data-prop=artwork]").replaceChildren(new Option("None yet", ""), ...pictures);
  for (const input of form.querySelectorAll("[data-prop]")) {
    if (input.type === "checkbox") input.checked = one[input.dataset.prop];
    else input.value = typeof one[input.dataset.prop] === "number" ? round(one[input.dataset.prop]) : one[input.dataset.prop];
  }
  showColor(find("of-element").querySelector(":scope > fieldset > .design-color"), one);
  for (const input of form.querySelectorAll("[data-condition]")) input.checked = one.when[input.dataset.condition].includes(input.value);
  for (const select of form.querySelectorAll("[data-conditions]")) {
    for (const option of select.options) option.selected = one.when[select.dataset.conditions].includes(option.value);
  }
  const count = Object.values(one.when).filter((list) => list.length).length;
  find("condition-told").textContent = count ? `${count} set` : "";
  showParts(one);
}

// The forms of the texts stay the same ones while their number does, so that nobody loses the field they are in.
function showParts(one) {
  const parts = find("parts");
  while (parts.children.length > one.parts.length) parts.lastElementChild.remove();
  while (parts.children.length < one.parts.length) parts.append(find("part-form").content.cloneNode(true));
  one.parts.forEach((part, number) => {
    const row = parts.children[number];
    for (const input of row.querySelectorAll("[data-part]")) {
      const value = part[input.dataset.part];
      if (input.dataset.part === "weight") input.checked = value >= 700;
      else if (input.type === "checkbox") input.checked = Boolean(value);
      else input.value = value;
    }
    row.querySelector("[data-own-words]").hidden = Boolean(part.field);
    showColor(row.querySelector(".design-color"), part);
  });
}

function showColor(group, thing) {
  const isOwn = thing.color.startsWith("#");
  group.querySelector("select").value = isOwn ? "" : thing.color;
  group.querySelector("input").value = isOwn ? thing.color : "#000000";
  group.querySelector("input").parentElement.hidden = !isOwn;
}

function valueOf(input) {
  if (input.type === "checkbox") return input.checked;
  return input.type === "number" ? Number(input.value) : input.value;
}

function changedElement(input, one) {
  const name = input.dataset.prop;
  const value = valueOf(input);
  if (name === "key") return rename(one, value.trim().toLowerCase());
  if (input.type === "number" && (!input.value || !input.checkValidity())) return say("That number is not possible here.");
  one[name] = value;
}

function rename(one, key) {
  if (!/^[a-z][a-z0-9 -]{0,39}$/.test(key)) return say("A name has small letters, digits, spaces and hyphens, a letter first.");
  if ([...design.front, ...design.back].some((other) => other !== one && other.key === key)) return say(`Another element is called ${key}.`);
  chosen = one.key = key;
}

function changedPart(input, one) {
  const part = one.parts[[...find("parts").children].indexOf(input.closest("li"))];
  const name = input.dataset.part;
  if (input.type === "number" && (!input.value || !input.checkValidity())) return say("That number is not possible here.");
  part[name] = name === "weight" ? (input.checked ? 700 : 400) : valueOf(input);
  if (name === "field") part.words = part.field ? "" : "Words";
  if (name === "words" && !part.words.trim()) part.words = "Words";
  if (name === "first") part.preferred = Math.min(part.preferred, part.first);
  if (name === "preferred") part.first = Math.max(part.preferred, part.first);
  if (name === "least") part.preferred = Math.max(part.preferred, part.least);
  part.first = Math.max(part.first, part.preferred);
  part.least = Math.min(part.least, part.preferred);
}

function changedColor(input, one) {
  const row = input.closest("li");
  const thing = row ? one.parts[[...find("parts").children].indexOf(row)] : one;
  thing.color = input.type === "color" ? input.value : input.value || "#1b1f24";
}

function changed(event) {
  const input = event.target;
  const data = input.dataset;
  const one = current();
  if ("choose" in data) return choose(input.value);
  if ("side" in data) { side = input.value; chosen = ""; boxes.forEach((box) => box.remove()); boxes.clear(); return show(); }
  if ("sample" in data || "category" in data) return drawSoon();
  if ("cardName" in data) design.name = input.value.trim() || design.name;
  else if ("size" in data) { if (input.value) [design.width, design.height] = input.value.split(" ").map(Number); }
  else if ("cardWidth" in data || "cardHeight" in data) {
    if (input.checkValidity() && input.value) design["cardWidth" in data ? "width" : "height"] = Number(input.value);
  } else if ("prop" in data) changedElement(input, one);
  else if ("part" in data) changedPart(input, one);
  else if ("color" in data || "colorSource" in data) changedColor(input, one);
  else if ("condition" in data) one.when[data.condition] = [...form.querySelectorAll("[data-condition]:checked")].map((box) => box.value);
  else if ("conditions" in data) one.when[data.conditions] = [...input.selectedOptions].map((option) => option.value);
  else return;
  keep();
}

// --- The picture ------------------------------------------------------------------------------------------------------------

let waiting = null;
let asked = null;

function drawSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(draw, PAUSE);
}

async function draw() {
  asked?.abort();
  asked = new AbortController();
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  body.set("content", text.value);
  body.set("side", side);
  body.set("sample", find("sample").value);
  body.set("category", find("category").value);
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body, signal: asked.signal });
    if (answer.ok && answer.headers.get("Content-Type") === "image/png") {
      const old = picture.src;
      picture.src = URL.createObjectURL(await answer.blob());
      if (old) URL.revokeObjectURL(old);
      find("fault").textContent = decodeURIComponent(answer.headers.get("X-Card-Faults") ?? "");
    } else find("fault").textContent = answer.status === 422 ? await answer.text() : "The card cannot be drawn now. Your work is kept on this page.";
  } catch (error) {
    if (error.name !== "AbortError") find("fault").textContent = "The card cannot be drawn now. Your work is kept on this page.";
  }
}

// --- Pictures that are sent ---------------------------------------------------------------------------------------------------

const sending = document.querySelector("[data-artwork-form]");

async function send(event) {
  event.preventDefault();
  const answer = await fetch(sending.action, { method: "POST", body: new FormData(sending), headers: { Accept: "application/json" } });
  const told = await answer.json();
  if (!answer.ok) return say(told.problem);
  known.artworks = told.artworks;
  sending.reset();
  showProperties();
  say(`The picture is kept as picture ${known.artworks.indexOf(told.name) + 1}. Add an element “Artwork” to show it.`);
}

// --- The beginning --------------------------------------------------------------------------------------------------------------

for (const part of form.querySelectorAll("[data-needs-script]")) part.hidden = false;
form.querySelector("[data-as-text]").open = false;
text.addEventListener("change", () => {
  try { design = JSON.parse(text.value); chosen = ""; keep(); } catch { say("That text is no design."); }
});
form.addEventListener("change", changed);
form.addEventListener("click", (event) => {
  const { target } = event;
  if (target.dataset.do) DEEDS[target.dataset.do]();
  if ("dropPart" in target.dataset) {
    current().parts.splice([...find("parts").children].indexOf(target.closest("li")), 1);
    keep();
  }
});
form.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !(isTyping && event.target.type === "text")) {
    DEEDS[event.shiftKey ? "redo" : "undo"]();
    event.preventDefault();
  } else if (event.key === "Escape" && chosen) {
    boxes.get(chosen)?.focus();
  } else if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
form.addEventListener("submit", () => { isSent = true; });
// An answer that comes after the next page would carry an older cookie, without what that page has to say.
document.addEventListener("submit", () => { clearTimeout(waiting); asked?.abort(); });
sending?.addEventListener("submit", send);
window.addEventListener("beforeunload", (event) => {
  if (!isSent && last !== saved) event.preventDefault();
});
show();
