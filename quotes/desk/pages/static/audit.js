// A number leads to its records, by article, and an article to its report. All text goes in as text.
"use strict";
const { lists, records, articles } = JSON.parse(document.getElementById("data").textContent);
const dialog = document.getElementById("list");
const command = document.getElementById("list-command");
const make = (name, text, className) => {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
};
const link = (address, words) => {
  const element = make("a", words);
  element.href = address;
  element.rel = "noreferrer";
  return element;
};
const isWeb = (address) => /^https?:\/\//i.test(address || "");
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`; // for a shell

function describe(record) {
  const item = document.createElement("li");
  const speaker = document.createElement("b");
  speaker.append(make("bdi", record.speaker || "speaker not known"));
  const said = document.createElement("q");
  said.append(make("bdi", record.said));
  item.append(speaker, record.cue ? " · " : "", make("bdi", record.cue || ""), document.createElement("br"), said,
    make("span", [record.kind.replaceAll("_", " "), record.id].join(" · "), "where"));
  return item;
}

function group(rows) {
  const byArticle = new Map();
  for (const row of rows) {
    const place = records[row].place;
    byArticle.set(place, [...(byArticle.get(place) || []), records[row]]);
  }
  return [...byArticle].map(([place, items]) => {
    const article = articles[place];
    const section = document.createElement("section");
    const heading = document.createElement("h3");
    heading.append(make("bdi", article.title));
    const where = make("p", [article.published, article.path].filter(Boolean).join(" · "), "where");
    if (article.report) where.append(" · ", link(article.report, "report"));
    if (isWeb(article.url)) where.append(" · ", link(article.url, "article"));
    const list = document.createElement("ol");
    list.append(...items.map(describe));
    section.append(heading, where, list);
    return section;
  });
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("a[data-list]");
  if (!opener) return;
  event.preventDefault();
  const [rows, condition] = lists[Number(opener.dataset.list)];
  const row = opener.closest("tr");
  const cell = opener.closest("td");
  const heading = row ? row.querySelector("th").textContent : "";
  const column = cell ? row.closest("table").querySelectorAll("thead th")[cell.cellIndex].textContent
    : row ? "" : opener.closest("li").childNodes[1].textContent;
  document.getElementById("list-title").textContent =
    [heading, cell || !row ? `${column} ${opener.textContent}`.trim() : ""].filter(Boolean).join(": ");
  const sections = group(rows);
  const total = Number(opener.textContent.replaceAll(",", ""));
  const note = document.getElementById("list-note");
  note.textContent = `${rows.length.toLocaleString("en")} record${rows.length === 1 ? "" : "s"} in ${sections.length} ` +
    `article${sections.length === 1 ? "" : "s"}${total > rows.length && cell ? `, the first of ${opener.textContent}` : ""}.`;
  command.hidden = !condition;
  if (condition) {
    command.querySelector("code").textContent = "quotes table RECORDS" +
      (condition === "true" ? "" : ` --where ${quote(condition)}`);
  }
  document.getElementById("list-records").replaceChildren(...sections);
  dialog.showModal();
  dialog.scrollTop = 0;
});
document.getElementById("list-copy").addEventListener("click", () => {
  navigator.clipboard?.writeText(command.querySelector("code").textContent);
});
