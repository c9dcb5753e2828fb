"use strict";
// Shows the buttons that copy; without this script the text can be marked and copied by hand.
(() => {
  const copied = (text, field) => {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
    field.select(); // intranets without https have no clipboard of their own
    return document.execCommand("copy") ? Promise.resolve() : Promise.reject();
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const status = button.parentElement.querySelector("[data-status]");
    button.hidden = false;
    button.addEventListener("click", () => {
      copied(field.value, field).then(() => { status.textContent = button.dataset.done; }, () => { field.focus(); field.select(); });
    });
  }
})();
