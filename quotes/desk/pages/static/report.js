// Hover and click link content, cue, source and the entry in the list. Reading needs none of this.
"use strict";
const linked = new Map();
for (const node of document.querySelectorAll("[data-r]")) {
  for (const id of node.dataset.r.split(" ")) linked.set(id, [...(linked.get(id) || []), node]);
}
let pinned = null;
function light(id) {
  document.querySelectorAll(".on").forEach((node) => node.classList.remove("on"));
  for (const node of linked.get(id) || []) node.classList.add("on");
}
const innermost = (node) => node.dataset.r.split(" ").at(-1);
document.addEventListener("mouseover", (event) => {
  const node = event.target.closest("[data-r]");
  light(node ? innermost(node) : pinned);
});
document.addEventListener("focusin", (event) => {
  const node = event.target.closest("[data-r]");
  if (node) light(innermost(node));
});
document.addEventListener("click", (event) => {
  const node = event.target.closest("[data-r]");
  if (!node || String(getSelection())) return;
  pinned = innermost(node);
  light(pinned);
  const entry = document.getElementById("r" + pinned);
  const inText = node.closest("article");
  entry.closest("details").open = true;
  (inText ? entry : document.getElementById("t" + pinned)).scrollIntoView({ block: "center" });
  if (inText) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { pinned = null; light(null); }
});
function openTarget() {
  const entry = location.hash.startsWith("#r") && document.getElementById(location.hash.slice(1));
  if (entry) { entry.closest("details").open = true; entry.scrollIntoView({ block: "center" }); }
}
addEventListener("hashchange", openTarget);
openTarget();
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((node) => { node.open = true; }));
