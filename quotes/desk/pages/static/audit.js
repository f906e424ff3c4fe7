// A number leads to its records. All text goes in as text.
"use strict";
const { lists, records } = JSON.parse(document.getElementById("data").textContent);
const dialog = document.getElementById("list");
const element = (name, text, className) => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-list]");
  if (!link) return;
  event.preventDefault();
  const rows = lists[Number(link.dataset.list)];
  const row = link.closest("tr");
  const heading = row ? row.querySelector("th").textContent + ": " : "";
  const column = row ? row.closest("table").querySelectorAll("thead th")[link.closest("td").cellIndex].textContent
    : link.closest("li").childNodes[1].textContent;
  document.getElementById("list-title").textContent = heading + column + " " + link.textContent;
  const total = Number(link.textContent.replaceAll(",", ""));
  document.getElementById("list-note").textContent = total > rows.length
    ? `The first ${rows.length} of these records; quotes table RECORDS --where lists them all.` : `${rows.length} records.`;
  document.getElementById("list-records").replaceChildren(...rows.map((number) => {
    const record = records[number];
    const item = document.createElement("li");
    const who = element("bdi", record.speaker || "speaker not known");
    const bold = document.createElement("b");
    bold.append(who);
    const said = document.createElement("q");
    said.append(element("bdi", record.said));
    item.append(bold, record.cue ? " · " : "", element("bdi", record.cue || ""), document.createElement("br"), said,
      element("span", record.kind.replaceAll("_", " "), "where"),
      element("span", [record.title, record.published, record.where, record.id].filter(Boolean).join(" · "), "where"));
    return item;
  }));
  dialog.showModal();
  dialog.scrollTop = 0;
});
