// Sort by a click on a heading; numbers as numbers.
"use strict";
for (const [column, head] of [...document.querySelectorAll("thead th")].entries()) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    document.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = document.querySelector("tbody");
    const numeric = head.classList.contains("number");
    const value = (row) => row.cells[column].textContent.trim();
    const compare = numeric
      ? (a, b) => Number(value(a).replaceAll(",", "")) - Number(value(b).replaceAll(",", ""))
      : (a, b) => value(a).localeCompare(value(b));
    body.append(...[...body.rows].sort((a, b) => (up ? compare(a, b) : compare(b, a))));
  });
}
