// The button that chooses every line of the page, or none.
const picks = document.querySelector("[data-picks]");
const all = picks?.querySelector("[data-pick-all]");
if (all) {
  const boxes = [...picks.querySelectorAll("[name=pick]")];
  const show = () => {
    all.textContent = boxes.every((box) => box.checked) ? "Choose none" : "Choose all on this page";
  };
  all.hidden = false;
  all.addEventListener("click", () => {
    const wanted = !boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = wanted;
    show();
  });
  picks.addEventListener("change", show);
}
