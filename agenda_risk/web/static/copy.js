"use strict";
// Shows the buttons that copy; without this script the text can be marked and copied by hand.
(() => {
  // Each line a paragraph, the first in bold: so it looks in a case system that takes more than plain text.
  const rich = (text) => {
    const made = document.createElement("div");
    text.trimEnd().split("\n").forEach((line, place) => {
      const whole = made.appendChild(document.createElement("p"));
      (place ? whole : whole.appendChild(document.createElement("b"))).textContent = line;
    });
    return made.innerHTML;
  };
  // By the event and not by navigator.clipboard, which intranets without https do not have.
  const copied = (field) => {
    const fill = (event) => {
      event.clipboardData.setData("text/plain", field.value);
      event.clipboardData.setData("text/html", rich(field.value));
      event.preventDefault();
    };
    field.select();
    document.addEventListener("copy", fill, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    return done;
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const status = button.parentElement.querySelector("[data-status]");
    button.hidden = false;
    button.addEventListener("click", () => {
      const done = copied(field);
      status.textContent = done ? button.dataset.done : button.dataset.failed;
      if (done) button.focus();
    });
  }
})();
