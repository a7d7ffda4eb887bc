// Fills the form as soon as the machine-readable lines are whole. Without this file the button does it.

const SIZES = ["44 44", "36 36", "30 30 30"];
const button = document.querySelector("[data-lines-fill]");
const lines = button?.form.elements.machine_lines;
let filled = lines?.value ?? "";

function sizeOf(text) {
  const found = text.split("\n").map((line) => line.replace(/\s/g, "").replace(/«/g, "<<")).filter(Boolean);
  return found.map((line) => line.length).join(" ");
}

lines?.addEventListener("input", () => {
  if (lines.value === filled || !SIZES.includes(sizeOf(lines.value))) return;
  filled = lines.value;
  button.form.requestSubmit(button);
});
