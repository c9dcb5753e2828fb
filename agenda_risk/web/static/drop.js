"use strict";
// The whole page takes a dropped file; without this script the form works as it is.
(() => {
  const form = document.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector("[data-status]");
  const limit = 20 * 1024 * 1024;
  const fits = () => [...input.files].reduce((sum, file) => sum + file.size, 0) <= limit;
  const over = (is) => form.classList.toggle("over", is);
  const hasFiles = (event) => event.dataTransfer.types.includes("Files"); // a dragged text is not ours
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    over(true);
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(false); });
  addEventListener("drop", (event) => {
    over(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    status.textContent = fits() ? form.dataset.working : form.dataset.tooLarge;
    if (!fits()) event.preventDefault();
  });
  addEventListener("pageshow", () => { status.textContent = ""; });
})();
