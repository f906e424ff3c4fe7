// Search, filters and sorting over the rows in the page's data; rows become cells when the reader scrolls to them.
"use strict";
const { columns, fields, rows } = JSON.parse(document.getElementById("data").textContent);
const CHUNK = 100;  // rows added at a time
const MAX_CHOICES = 200;  // values of a menu: a longer one is a search
const MAX_PRINTED = 2000;
const form = document.getElementById("choice");
const body = document.querySelector("tbody");
const more = document.getElementById("more");
const collator = new Intl.Collator("en", { numeric: true });
let matching = rows, drawn = 0, texts = null;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const write = (cell) => typeof cell === "number" ? cell.toLocaleString("en", { maximumFractionDigits: 4 }) : cell;

function fill(node, number, cell) {
  if (cell === null) return node;
  if (fields[number].link && /^https?:\/\//.test(cell)) {
    const link = node.appendChild(document.createElement("a"));
    [link.href, link.rel, link.textContent] = [cell, "noreferrer noopener", cell];
  } else node.textContent = write(cell);
  return node;
}

function makeRow(row) {
  const line = document.createElement("tr");
  for (const [first, ...below] of columns) {
    const cell = line.insertCell();
    cell.dataset.name = fields[first].name;
    if (fields[first].number) cell.className = "number";
    cell.append(fill(document.createElement("bdi"), first, row[first]));
    for (const number of below) {
      if (row[number] === null) continue;
      const part = fill(document.createElement("bdi"), number, row[number]);
      [part.className, part.title] = ["below", fields[number].name];
      cell.append(part);
    }
  }
  return line;
}

function draw(upTo) {
  body.append(...matching.slice(drawn, upTo).map(makeRow));
  drawn = Math.min(upTo, matching.length);
  more.hidden = drawn >= matching.length;
}

function choose() {
  const data = new FormData(form);
  const words = fold(data.get("words")).split(/\s+/).filter(Boolean);
  if (words.length) texts ??= new Map(rows.map((row) => [row, fold(row.filter((cell) => typeof cell === "string").join(" \n "))]));
  const tests = fields.flatMap((field, number) => {
    const value = data.get("f" + number);
    if (!value) return [];
    return field.number ? [(row) => row[number] !== null && row[number] >= Number(value)] : [(row) => row[number] === value];
  });
  matching = rows.filter((row) => tests.every((test) => test(row)) && words.every((word) => texts.get(row).includes(word)));
  const sort = data.get("sort");
  const down = data.has("down") ? -1 : 1;
  if (sort !== "") {
    const at = Number(sort);
    const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);
    matching.sort((a, b) => a[at] === null || b[at] === null ? (a[at] === null) - (b[at] === null) : down * compare(a[at], b[at]));
  } else if (down < 0) matching.reverse();
  document.querySelectorAll("thead th").forEach((head, place) => {
    if (sort !== "" && columns[place][0] === Number(sort)) head.setAttribute("aria-sort", down > 0 ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  });
  document.getElementById("count").textContent = matching.length === rows.length ? "" : `${write(matching.length)} of ${write(rows.length)} rows`;
  body.replaceChildren();
  drawn = 0;
  draw(CHUNK);
}

function addFilters() {
  for (const [number, field] of fields.entries()) {
    if (!field.filter) continue;
    const label = document.createElement("label");
    let input;
    if (field.number) {
      if (rows.every((row) => row[number] === null)) continue;
      label.append(`${field.name} at least `);
      input = document.createElement("input");
      Object.assign(input, { type: "number", min: 0, max: 1, step: 0.05 });
    } else {
      const counts = new Map();
      for (const row of rows) if (row[number] !== null) counts.set(row[number], (counts.get(row[number]) || 0) + 1);
      if (counts.size < 2 || counts.size > MAX_CHOICES) continue;
      label.append(field.name + " ");
      input = document.createElement("select");
      input.append(new Option("all", ""));
      for (const name of [...counts.keys()].sort(collator.compare)) input.append(new Option(`${name} (${counts.get(name)})`, name));
    }
    [input.name, input.autocomplete] = ["f" + number, "off"];
    label.append(input);
    document.getElementById("filters").append(label);
  }
}

for (const [place, head] of [...document.querySelectorAll("thead th")].entries()) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    form.down.checked = head.getAttribute("aria-sort") === "ascending";
    form.sort.value = String(columns[place][0]);
    choose();
  });
}
let typing;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  clearTimeout(typing);
  typing = setTimeout(choose, event.target.matches("[type=search], [type=number]") ? 150 : 0);
});
form.addEventListener("reset", () => setTimeout(choose));
const observer = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  draw(drawn + CHUNK);
  observer.unobserve(more);  // observed anew, it reports again where the added rows are still in view
  observer.observe(more);
}, { rootMargin: "1500px" });
observer.observe(more);
addEventListener("beforeprint", () => draw(Math.max(drawn, MAX_PRINTED)));

if (rows.length) {
  addFilters();
  form.hidden = false;
  drawn = body.rows.length;
  draw(drawn);
}
