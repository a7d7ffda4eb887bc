// The board of a plan: rooms or principals by time. A meeting is moved by pointer or by keyboard; while it is held over a
// place, the server says what stands against it there. Without this file the plan is a list, and each meeting has a form.

const desk = document.querySelector("[data-board]");
const find = (name) => document.querySelector(`[data-${name}]`);
const sheet = find("sheet");
const list = find("list");
const SCALE = 1.6; // px a minute
const LANE = 44; // px
const LABEL = 184; // px
const HEAD = 48; // px
const NIGHT = 26; // px between two days
const EDGE = 48; // px from the edge of the sheet, within which it scrolls while something is held
const THRESHOLD = 4; // px that a pointer moves before it drags
const UNMOVED = "It stays where it was.";

let board;
let view = "rooms";
let held = null; // what is moved: the meeting, where it is held, and the boxes that show it
let pressed = null;
let atHand = ""; // the request whose block the Tab key reaches
let isListOld = false;
let asking = null;
const verdicts = new Map();

const say = (words) => { find("told").textContent = words; };
const pair = (one) => `${one.asking.delegation} and ${one.asked.delegation}`;
const clock = (minute) => `${String(Math.floor((minute % 1440) / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const dayOf = (minute) => board.days.findIndex((day) => day.from <= minute && minute < day.until);
const spoken = (minute) => `${board.days[Math.max(dayOf(minute), 0)].name}, ${clock(minute)}`;
const placeWords = (room, start) => `${spoken(start)} in ${room}`;
const meetingOf = (request) => board.meetings.find((one) => one.request === request);
const isMovable = (one) => board.isOpen && (one.standing === "planned" || one.standing === "unplaced");
const lanes = () => board[view];
const lanesOf = (one, room) =>
  view === "rooms" ? [lanes().findIndex((lane) => lane.code === room)] : [one.asking, one.asked].map((side) => lanes().findIndex((lane) => lane.code === side.principal));

// --- Where a minute lies, and what minute lies there ----------------------------------------------------------------

function left(minute) {
  let offset = 0;
  for (const day of board.days) {
    if (minute <= day.until) return offset + Math.max(minute - day.from, 0) * SCALE;
    offset += (day.until - day.from) * SCALE + NIGHT;
  }
  return offset;
}

function startAt(x, minutes) {
  let offset = 0;
  for (const [number, day] of board.days.entries()) {
    const width = (day.until - day.from) * SCALE + NIGHT;
    if (x < offset + width || number === board.days.length - 1) {
      const most = Math.floor((day.until - day.from - minutes) / board.slot);
      const slot = Math.round((x - offset) / SCALE / board.slot);
      return day.from + Math.min(Math.max(slot, 0), Math.max(most, 0)) * board.slot;
    }
    offset += width;
  }
  return board.days[0].from;
}

// --- Drawing --------------------------------------------------------------------------------------------------------

function element(kind, name, words) {
  const made = document.createElement(kind);
  made.className = name;
  if (words) made.textContent = words;
  return made;
}

function put(box, x, width, y, height) {
  box.style.setProperty("left", `${x}px`);
  box.style.setProperty("width", `${width}px`);
  if (y !== undefined) box.style.setProperty("top", `${y}px`);
  if (height !== undefined) box.style.setProperty("height", `${height}px`);
  return box;
}

function draw() {
  const canvas = element("div", "plan-canvas");
  const last = board.days[board.days.length - 1];
  canvas.style.setProperty("width", `${LABEL + left(last.until) + 8}px`);
  canvas.append(drawHead());
  lanes().forEach((lane, number) => canvas.append(drawLane(lane, number)));
  canvas.append(element("div", "plan-over"));
  sheet.replaceChildren(canvas);
  drawUnplaced();
  reach();
}

function drawHead() {
  const head = element("div", "plan-head-row");
  head.append(element("div", "plan-corner", view === "rooms" ? "Room" : "Principal"));
  const track = element("div", "plan-track");
  for (const day of board.days) {
    const name = put(element("div", "plan-day"), left(day.from), left(day.until) - left(day.from));
    name.append(element("strong", "", day.name));
    track.append(name);
    for (let hour = day.from; hour < day.until; hour += 60) track.append(put(element("span", "plan-hour", clock(hour)), left(hour), 60 * SCALE));
  }
  head.append(track);
  return head;
}

function drawLane(lane, number) {
  const row = element("section", "plan-lane");
  row.setAttribute("aria-label", view === "rooms" ? `Room ${lane.code}` : `${lane.name}, ${lane.detail}`);
  const label = element("div", "plan-label");
  label.append(element("strong", "", view === "rooms" ? lane.code : lane.name), element("span", "muted", lane.detail));
  const track = element("div", "plan-track");
  for (const [from, until] of lane.closed) track.append(put(element("div", "plan-closed"), left(from), left(until) - left(from)));
  board.days.slice(1).forEach((day) => track.append(put(element("div", "plan-night"), left(day.from) - NIGHT, NIGHT)));
  const own = board.meetings.filter((one) => one.room && lanesOf(one, one.room).includes(number));
  for (const one of own.sort((a, b) => a.start - b.start)) track.append(blockOf(one, lane));
  row.append(label, track);
  return row;
}

function blockOf(one, lane) {
  const block = element("button", `plan-block mark-${one.standing}`);
  block.type = "button";
  block.tabIndex = -1;
  block.dataset.request = one.request;
  const other = one.asking.principal === lane.code ? one.asked : one.asking;
  const words = view === "rooms" ? [one.asking.short, one.asked.short] : [other.short, one.room];
  block.append(...words.map((word) => element("span", "plan-short", word)));
  block.setAttribute("aria-label", `${pair(one)}, ${placeWords(one.room, one.start)} until ${clock(one.start + one.minutes)}, ${one.standing}`);
  block.title = `${pair(one)}\n${clock(one.start)}–${clock(one.start + one.minutes)}, ${one.room}, ${one.standing}`;
  return put(block, left(one.start), one.minutes * SCALE - 2);
}

function drawUnplaced() {
  const aside = board.meetings.filter((one) => !one.room);
  find("unplaced-count").textContent = aside.length;
  find("unplaced").replaceChildren(...aside.map((one) => {
    const item = element("li", "");
    const take = element("button", "plan-take", pair(one));
    take.type = "button";
    take.dataset.request = one.request;
    take.disabled = !isMovable(one);
    const link = element("a", "", isMovable(one) ? "Find a place" : "Look at the request");
    link.href = isMovable(one) ? `${window.location.pathname}/places/${one.request}` : desk.dataset.looked.replace("CODE", one.request);
    link.append(element("span", "visually-hidden", ` ${isMovable(one) ? "for" : "of"} ${pair(one)}`));
    item.append(take, element("p", "muted", `${one.minutes} minutes, ${one.persons} persons. ${one.why}`), link);
    return item;
  }));
}

/** One block is reached by the Tab key, the others from it by arrow keys. */
function reach(request = atHand) {
  const blocks = [...sheet.querySelectorAll(".plan-block")];
  const chosen = blocks.find((one) => one.dataset.request === request) ?? blocks[0];
  for (const one of blocks) one.tabIndex = one === chosen ? 0 : -1;
  atHand = chosen?.dataset.request ?? "";
  return chosen;
}

function showFigures(found) {
  for (const name of ["version", "steps", "placed", "objective", "quality"]) board[name] = found[name];
  for (const name of ["steps", "placed", "objective", "quality"]) find(name).textContent = found[name];
  const undo = find("undo");
  if (!undo) return;
  undo.hidden = !found.steps;
  find("version").value = found.version;
}

// --- Holding a meeting over a place -----------------------------------------------------------------------------------

function take(one, by) {
  const room = one.room || (board.rooms.find((lane) => lane.code)?.code ?? "");
  held = { one, by, room, start: one.room ? one.start : (one.windows[0]?.[0] ?? board.days[0].from), boxes: [] };
  if (!one.room) held.start = startAt(left(held.start), one.minutes);
  for (const block of sheet.querySelectorAll(`.plan-block[data-request="${one.request}"]`)) block.classList.add("is-taken");
  shade(one);
  show();
}

function shade(one) {
  const over = sheet.querySelector(".plan-over");
  const bars = [...closedFor(one)].map(([from, until]) => put(element("div", "plan-shade"), LABEL + left(from), left(until) - left(from), HEAD, lanes().length * LANE));
  over.replaceChildren(...bars);
}

/** When one of the two cannot meet: outside the wish, in another duty, in another meeting. */
function* closedFor(one) {
  for (const side of [one.asking, one.asked]) {
    yield* board.principals.find((lane) => lane.code === side.principal)?.closed ?? [];
  }
  const sides = new Set([one.asking.principal, one.asked.principal]);
  for (const other of board.meetings) {
    if (other.room && other !== one && (sides.has(other.asking.principal) || sides.has(other.asked.principal))) {
      yield [other.start, other.start + other.minutes];
    }
  }
  if (!one.windows.length) return;
  for (const day of board.days) {
    let free = day.from;
    for (const [from, until] of [...one.windows].sort((a, b) => a[0] - b[0])) {
      if (from > free) yield [free, Math.min(from, day.until)];
      free = Math.max(free, Math.min(until, day.until));
    }
    if (free < day.until) yield [free, day.until];
  }
}

function show() {
  const over = sheet.querySelector(".plan-over");
  const where = lanesOf(held.one, held.room).filter((lane) => lane >= 0);
  while (held.boxes.length < where.length) {
    held.boxes.push(element("div", "plan-held"));
    over.append(held.boxes[held.boxes.length - 1]);
  }
  held.boxes.forEach((box, number) => {
    put(box, LABEL + left(held.start), held.one.minutes * SCALE - 2, HEAD + where[number] * LANE + 3, LANE - 6);
    box.textContent = view === "rooms" ? "" : held.room;
  });
  judge();
}

function mark(verdict) {
  for (const box of held.boxes) {
    box.classList.toggle("is-possible", verdict?.isPossible === true);
    box.classList.toggle("is-broken", verdict?.isPossible === false);
  }
  if (verdict) say(`${placeWords(held.room, held.start)}: ${verdict.isPossible ? "possible." : verdict.sentences.join(" ")}`);
}

const question = () => `${held.one.request}|${held.room}|${held.start}|${board.version}`;

async function judge() {
  const known = verdicts.get(question());
  mark(known);
  if (known || asking) return;
  const asked = (asking = question());
  const [request, room, start] = asked.split("|");
  try {
    const answer = await fetch(`${desk.dataset.verdict}?${new URLSearchParams({ request, room, start })}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
    const verdict = await answer.json();
    verdicts.set(`${request}|${room}|${start}|${verdict.version}`, verdict);
    if (verdict.version !== board.version) await renew("Somebody else has changed this plan meanwhile. It is shown anew.");
  } catch {
    say("The server does not answer. The place is judged when the meeting is dropped.");
    verdicts.set(asked, null);
  }
  asking = null;
  if (held && !verdicts.has(question())) judge();
  else if (held) mark(verdicts.get(question()));
}

function release(words) {
  if (!held) return;
  const { one } = held;
  held = null;
  for (const block of sheet.querySelectorAll(".is-taken")) block.classList.remove("is-taken");
  sheet.querySelector(".plan-over").replaceChildren();
  if (words) say(words);
  return one;
}

async function drop() {
  const { one, room, start } = held;
  const verdict = verdicts.get(question());
  if (one.room === room && one.start === start) return release(UNMOVED);
  if (verdict?.isPossible === false) {
    const why = `${pair(one)} cannot be there. ${verdict.sentences.join(" ")}`;
    if (held.by === "pointer") release();
    return say(why);
  }
  release();
  await send(one, room, start);
}

async function send(one, room, start) {
  const body = new URLSearchParams({ csrf_token: desk.dataset.token, request: one.request, room, start, version: board.version });
  let answer;
  try {
    answer = await fetch(desk.dataset.drop, { method: "POST", body, headers: { Accept: "application/json" } });
    const found = await answer.json();
    if (!answer.ok) {
      if (answer.status === 409) await renew(found.sentence);
      return say(found.sentence);
    }
    Object.assign(one, found.meeting, { windows: one.windows });
    showFigures(found);
    isListOld = true;
    draw();
    (room ? reach(one.request) : find("unplaced").querySelector(`[data-request="${one.request}"]`))?.focus();
    say(room ? `${pair(one)} moved to ${placeWords(room, start)}.` : `${pair(one)} put aside.`);
  } catch {
    await renew("The server did not answer. Look whether the meeting has moved.");
  }
}

async function renew(words) {
  release();
  const answer = await fetch(desk.dataset.board, { headers: { Accept: "application/json" } });
  board = await answer.json();
  verdicts.clear();
  isListOld = true;
  showFigures(board);
  draw();
  say(words);
}

// --- By keyboard ------------------------------------------------------------------------------------------------------

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function typed(event) {
  const button = event.target.closest("[data-request]");
  if (event.key === "Escape" && held) {
    event.preventDefault();
    return release(UNMOVED);
  }
  if (!button || pressed) return;
  const one = meetingOf(button.dataset.request);
  if (event.key in ARROWS && (held || button.classList.contains("plan-block"))) {
    event.preventDefault();
    if (held) step(...ARROWS[event.key]);
    else walk(button, ...ARROWS[event.key]);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (held) drop();
    else if (isMovable(one)) take(one, "keyboard");
    else say(`${pair(one)} is ${one.standing}. It is moved on its own page.`);
  } else if ((event.key === "Delete" || event.key === "Backspace") && !held && one.room && isMovable(one)) {
    event.preventDefault();
    send(one, "", 0);
  } else if (event.key === "Tab" && held) release(UNMOVED);
}

function step(slots, rooms) {
  const room = board.rooms.findIndex((lane) => lane.code === held.room) + rooms;
  held.room = board.rooms[Math.min(Math.max(room, 0), board.rooms.length - 1)].code;
  const day = dayOf(held.start);
  const wanted = held.start + slots * board.slot;
  const fits = (number) => board.days[number] && board.days[number].from <= wanted && wanted + held.one.minutes <= board.days[number].until;
  if (fits(day)) held.start = wanted;
  else if (slots && board.days[day + slots]) held.start = slots > 0 ? board.days[day + 1].from : startAt(left(board.days[day - 1].until), held.one.minutes);
  show();
  bring(held.boxes[0]);
}

function walk(block, across, down) {
  const lane = block.closest(".plan-lane");
  const byStart = (row) => [...row.querySelectorAll(".plan-block")].sort((a, b) => a.offsetLeft - b.offsetLeft);
  let next;
  if (across) {
    const own = byStart(lane);
    next = own[own.indexOf(block) + across];
  } else {
    let row = lane;
    do row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    while (row?.classList.contains("plan-lane") && !row.querySelector(".plan-block"));
    if (row?.classList.contains("plan-lane")) {
      next = byStart(row).reduce((best, one) => (Math.abs(one.offsetLeft - block.offsetLeft) < Math.abs(best.offsetLeft - block.offsetLeft) ? one : best));
    }
  }
  if (!next) return;
  block.tabIndex = -1;
  next.tabIndex = 0;
  atHand = next.dataset.request;
  next.focus();
  bring(next);
}

/** Scroll so that neither the head nor the labels cover it. */
function bring(box) {
  if (!box) return;
  const seen = sheet.getBoundingClientRect();
  const mine = box.getBoundingClientRect();
  if (mine.left < seen.left + LABEL + 4) sheet.scrollLeft -= seen.left + LABEL + 40 - mine.left;
  else if (mine.right > seen.right - 20) sheet.scrollLeft += mine.right - seen.right + 40;
  if (mine.top < seen.top + HEAD + 2) sheet.scrollTop -= seen.top + HEAD + 10 - mine.top;
  else if (mine.bottom > seen.bottom - 16) sheet.scrollTop += mine.bottom - seen.bottom + 30;
}

// --- By pointer -------------------------------------------------------------------------------------------------------

function pressedDown(event) {
  const button = event.target.closest("[data-request]");
  if (!button || event.button || button.disabled || (held && held.by === "keyboard")) return;
  const one = meetingOf(button.dataset.request);
  if (!isMovable(one)) return;
  const within = button.classList.contains("plan-block") ? event.clientX - button.getBoundingClientRect().left : 10;
  pressed = { one, button, x: event.clientX, y: event.clientY, within };
  button.setPointerCapture(event.pointerId);
}

function pointed(event) {
  if (!pressed) return;
  pressed.last = event;
  if (!held) {
    if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < THRESHOLD) return;
    take(pressed.one, "pointer");
    requestAnimationFrame(scroll);
  }
  follow();
}

function follow() {
  const { last, within } = pressed;
  const canvas = sheet.firstElementChild.getBoundingClientRect();
  const start = startAt(last.clientX - canvas.left - LABEL - within, held.one.minutes);
  const lane = Math.floor((last.clientY - canvas.top - HEAD) / LANE);
  const room = view === "rooms" ? (board.rooms[Math.min(Math.max(lane, 0), board.rooms.length - 1)]?.code ?? held.room) : held.room;
  if (start === held.start && room === held.room && held.isShown) return;
  Object.assign(held, { start, room, isShown: true });
  show();
}

function scroll() {
  if (!pressed?.last || !held) return;
  const { clientX, clientY } = pressed.last;
  const seen = sheet.getBoundingClientRect();
  const [x, y] = [sheet.scrollLeft, sheet.scrollTop];
  if (clientX > seen.right - EDGE) sheet.scrollLeft += 10;
  else if (clientX < seen.left + LABEL + EDGE && clientX > seen.left) sheet.scrollLeft -= 10;
  if (clientY > seen.bottom - EDGE && clientY < seen.bottom + EDGE) sheet.scrollTop += 8;
  else if (clientY < seen.top + HEAD + EDGE && clientY > seen.top) sheet.scrollTop -= 8;
  if (x !== sheet.scrollLeft || y !== sheet.scrollTop) follow();
  requestAnimationFrame(scroll);
}

async function lifted(event) {
  if (!pressed) return;
  const { last, button } = pressed;
  pressed = null;
  if (!held || held.by !== "pointer") return;
  const seen = sheet.getBoundingClientRect();
  const isOver = last.clientX > seen.left && last.clientX < seen.right && last.clientY > seen.top && last.clientY < seen.bottom;
  button.addEventListener("click", (click) => click.stopImmediatePropagation(), { once: true, capture: true });
  if (event.type === "pointercancel" || !isOver) return release(UNMOVED);
  await drop();
}

// --- The rest of the page ---------------------------------------------------------------------------------------------

function showView(name) {
  release(UNMOVED);
  view = name;
  for (const button of desk.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  draw();
  sheet.scrollTop = 0;
}

async function renewList() {
  if (!list.open || !isListOld) return;
  isListOld = false;
  const page = new DOMParser().parseFromString(await (await fetch(window.location.href)).text(), "text/html");
  list.querySelector("tbody").replaceWith(page.querySelector("[data-list] tbody"));
}

async function begin() {
  const answer = await fetch(desk.dataset.board, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  board = await answer.json();
  desk.hidden = false;
  list.open = !window.matchMedia("(min-width: 48.01rem)").matches;
  for (const [number, day] of board.days.entries()) {
    const button = element("button", "btn btn-outline btn-sm", day.name);
    button.type = "button";
    button.addEventListener("click", () => sheet.scrollTo({ left: left(board.days[number].from) }));
    find("days").append(button);
  }
  for (const button of desk.querySelectorAll("[data-view]")) button.addEventListener("click", () => showView(button.dataset.view));
  for (const place of [sheet, find("unplaced")]) {
    place.addEventListener("keydown", typed);
    place.addEventListener("pointerdown", pressedDown);
    place.addEventListener("pointermove", pointed);
    place.addEventListener("pointerup", lifted);
    place.addEventListener("pointercancel", lifted);
  }
  list.addEventListener("toggle", renewList);
  draw();
  sheet.scrollLeft = left(Math.min(...board.meetings.filter((one) => one.room).map((one) => one.start))) - EDGE;
  desk.dataset.ready = "yes";
}

if (desk) begin();
