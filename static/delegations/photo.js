// Choose the part of a photo that is kept, and take one with a camera. Without this file the middle of the photo is kept.

const RATIO = 7 / 9;
const MOST_ZOOM = 8;
const FEWEST_PIXELS = 300;
const STEP = 0.04;
const ZOOM_STEP = 1.1;
const FACE_LINE = 0.4;
const KEYS = {
  ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", "+": "larger", "=": "larger", "-": "smaller", 0: "whole",
};

const place = document.querySelector("[data-photo]");
const frame = document.querySelector("[data-photo-frame]");
if (place && frame) follow(place, frame);

function follow(within, field) {
  const find = (name) => within.querySelector(`[data-${name}]`);
  const canvas = find("photo-canvas");
  const pen = canvas.getContext("2d");
  const pointers = new Map();
  const picture = new Image();
  let zoom = 1;
  let middle = { x: 0, y: 0 };

  function kept() {
    const full = Math.min(picture.naturalWidth, picture.naturalHeight * RATIO);
    const width = full / zoom;
    return { width, height: width / RATIO };
  }

  function settle() {
    const highest = Math.max(1, Math.min(picture.naturalHeight, picture.naturalWidth / RATIO) / FEWEST_PIXELS);
    zoom = Math.min(Math.max(zoom, 1), Math.min(MOST_ZOOM, highest));
    const { width, height } = kept();
    middle.x = Math.min(Math.max(middle.x, width / 2), picture.naturalWidth - width / 2);
    middle.y = Math.min(Math.max(middle.y, height / 2), picture.naturalHeight - height / 2);
    const left = middle.x - width / 2;
    const top = middle.y - height / 2;
    const shares = [
      left / picture.naturalWidth, top / picture.naturalHeight, width / picture.naturalWidth, height / picture.naturalHeight,
    ];
    field.value = shares.map((share) => share.toFixed(6)).join(" ");
    find("photo-state").textContent = `${Math.round(zoom * 100)} %, ${Math.round(width)} × ${Math.round(height)} pixels are kept.`;
    draw(left, top, width, height);
  }

  function draw(left, top, width, height) {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, left, top, width, height, 0, 0, canvas.width, canvas.height);
    pen.beginPath();
    pen.ellipse(canvas.width / 2, canvas.height * 0.47, canvas.width * 0.33, canvas.height * 0.37, 0, 0, 2 * Math.PI);
    for (const [color, thickness] of [["rgb(0 0 0 / 55%)", 5], ["#ffffff", 2]]) {
      pen.strokeStyle = color;
      pen.lineWidth = thickness;
      pen.stroke();
    }
  }

  function whole() {
    zoom = 1;
    const { height } = kept();
    middle = { x: picture.naturalWidth / 2, y: (picture.naturalHeight - height) * FACE_LINE + height / 2 };
  }

  // A move is where the photo goes; the part that is kept goes the other way.
  function move(verb) {
    const { width, height } = kept();
    const moves = {
      left: () => { middle.x += width * STEP; },
      right: () => { middle.x -= width * STEP; },
      up: () => { middle.y += height * STEP; },
      down: () => { middle.y -= height * STEP; },
      larger: () => { zoom *= ZOOM_STEP; },
      smaller: () => { zoom /= ZOOM_STEP; },
      whole,
    };
    moves[verb]();
    settle();
  }

  function show(file) {
    field.value = "";
    find("photo-cutting").hidden = true;
    URL.revokeObjectURL(picture.src);
    if (file) picture.src = URL.createObjectURL(file);
  }

  picture.addEventListener("load", () => {
    find("photo-cutting").hidden = false;
    whole();
    settle();
  });

  for (const button of within.querySelectorAll("[data-photo-move]")) {
    button.addEventListener("click", () => move(button.dataset.photoMove));
  }
  canvas.addEventListener("keydown", (event) => {
    const verb = KEYS[event.key];
    if (!verb || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(verb);
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    move(event.deltaY < 0 ? "larger" : "smaller");
  }, { passive: false });

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const other = [...pointers.values()].find((pointer) => pointer.pointerId !== event.pointerId);
    if (other) {
      const apart = (pointer) => Math.hypot(pointer.clientX - other.clientX, pointer.clientY - other.clientY);
      zoom *= apart(event) / Math.max(apart(before), 1);
    } else {
      const scale = kept().width / canvas.getBoundingClientRect().width;
      middle.x -= (event.clientX - before.clientX) * scale;
      middle.y -= (event.clientY - before.clientY) * scale;
    }
    pointers.set(event.pointerId, event);
    settle();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => pointers.delete(event.pointerId));
  }

  const inputs = [...within.querySelectorAll("input[type=file]")];
  for (const input of inputs) {
    input.addEventListener("change", () => {
      for (const other of inputs) if (other !== input) other.value = "";
      show(input.files[0]);
    });
  }
  useCamera(find, (file) => {
    const sent = new DataTransfer();
    sent.items.add(file);
    inputs[0].files = sent.files;
    for (const other of inputs.slice(1)) other.value = "";
    show(file);
    find("photo-cutting").scrollIntoView({ block: "nearest" });
  });
}

function useCamera(find, taken) {
  if (!navigator.mediaDevices?.getUserMedia) return;
  const box = find("camera");
  const view = find("camera-view");
  find("camera-offer").hidden = false;

  find("camera-open").addEventListener("click", async () => {
    find("camera-problem").hidden = true;
    try {
      view.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1920 }, height: { ideal: 1080 } } });
      await view.play();
      box.showModal();
    } catch {
      stop();
      find("camera-problem").hidden = false;
    }
  });
  find("camera-take").addEventListener("click", () => {
    const still = document.createElement("canvas");
    still.width = view.videoWidth;
    still.height = view.videoHeight;
    still.getContext("2d").drawImage(view, 0, 0);
    still.toBlob((blob) => {
      box.close();
      taken(new File([blob], "camera.jpg", { type: "image/jpeg" }));
    }, "image/jpeg", 0.95);
  });
  find("camera-close").addEventListener("click", () => box.close());
  box.addEventListener("close", stop);

  function stop() {
    for (const track of view.srcObject?.getTracks() ?? []) track.stop();
    view.srcObject = null;
  }
}
