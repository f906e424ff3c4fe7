// Progress while an article is read, and dropping of files. Without script the pages do the same, with less comfort.
"use strict";
const state = document.getElementById("state");
const form = document.getElementById("ask");
if (form) {
  const button = form.querySelector("button");
  const reset = () => { button.removeAttribute("aria-disabled"); state.textContent = ""; };
  form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-disabled") === "true") { event.preventDefault(); return; }
    const given = form.text.value.trim() || form.url.value.trim() || form.file.files.length;
    if (!given) {
      event.preventDefault();
      state.textContent = "Paste a text, give an address or choose a file.";
      form.text.focus();
      return;
    }
    button.setAttribute("aria-disabled", "true");
    state.textContent = "Reading …";
  });
  addEventListener("pageshow", reset); // also when the reader comes back to this page
  const drop = document.getElementById("drop");
  drop.querySelector(".drag").hidden = false;
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    drop.classList.toggle("over", event.type === "dragover");
    if (event.type === "drop") form.file.files = event.dataTransfer.files;
  };
  for (const kind of ["dragover", "dragleave", "drop"]) addEventListener(kind, over);
}
const waiting = document.querySelector("[data-state]");
if (waiting) {
  const done = Number(waiting.dataset.done || 0);
  const begun = Date.now();
  const ask = async () => {
    try {
      const answer = await fetch(waiting.dataset.state, { headers: { accept: "application/json" } });
      if (!answer.ok) { location.reload(); return; }
      const now = await answer.json();
      if (now.done > done) { location.reload(); return; }
      const seconds = Math.round((Date.now() - begun) / 1000);
      if (now.all === 1 && seconds > 3) state.textContent = `The article is being read, for ${seconds} seconds now.`;
    } catch { state.textContent = "The server does not answer; this page tries again."; }
    setTimeout(ask, 1000);
  };
  ask();
}
