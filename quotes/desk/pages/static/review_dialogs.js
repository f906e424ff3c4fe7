// The dialogs: merge speakers, accept many, comment, choose an article; then keys and clicks, and the first view.
const dialogOf = (id) => ({ dialog: $(id), form: $(id).querySelector("form") });
const field = (form, name) => form.elements.namedItem(name);

function open(id) {
  $(id).returnValue = "";
  $(id).showModal();
}

// Merging: the speakers of all articles are offered by the words that the reviewer types.
const people = new Map();
async function offer(words) {
  const answer = await ask("people?" + new URLSearchParams({ words }));
  for (const person of answer.people) people.set(person.label, person.id);
  $("people").replaceChildren(...answer.people.map((person) => new Option("", person.label)));
}
function merge() {
  const { form } = dialogOf("merge");
  const options = [...document.querySelectorAll("#known option")];
  if (!options.length) { say("The article has no speaker to merge.", true); return; }
  const own = document.querySelector('[data-field="speaker"]').value;
  people.clear();
  for (const option of options) people.set(option.value, option.dataset.id);
  field(form, "gone").replaceChildren(...options.map((option) => new Option(option.value, option.dataset.id, false, option.value === own)));
  $("people").replaceChildren(...options.filter((option) => option.value !== own).map((option) => new Option("", option.value)));
  [field(form, "kept").value, field(form, "everywhere").checked] = ["", false];
  open("merge");
}
let asking;
field(dialogOf("merge").form, "kept").addEventListener("input", (event) => {
  clearTimeout(asking);
  asking = setTimeout(() => offer(event.target.value).catch((error) => say(error.message, true)), 150);
});
$("merge").addEventListener("close", () => {
  if ($("merge").returnValue !== "merge") return;
  const data = new FormData(dialogOf("merge").form);
  run(async () => {
    const name = data.get("kept").trim();
    if (!people.has(name)) await offer(name);
    if (!people.has(name)) throw new Error(`No speaker is called “${name}”; correct the speaker with s, or choose from the list.`);
    await act("merge", { gone: data.get("gone"), kept: people.get(name), everywhere: data.has("everywhere") });
    await load(view.record, { keep: true });
    say("Merged. z takes it back.");
  });
});

// Accepting many: what the view beside shows, above a confidence, of one speaker if asked for.
function manyChoice() {
  const { form } = dialogOf("many");
  const wanted = Object.fromEntries(chosen());
  wanted.least = String(Math.max(Number(field(form, "least").value), Number(wanted.least || 0)));
  if (field(form, "own").checked) wanted.speaker = $("own").textContent;
  return wanted;
}
async function countMany() {
  const { number } = await ask("count?" + new URLSearchParams(manyChoice()));
  $("number").textContent = `${number.toLocaleString("en")} open attribution${number === 1 ? "" : "s"}`;
}
function many() {
  const own = document.querySelector('[data-field="speaker"]')?.value || "";
  $("own").textContent = own;
  Object.assign(field(dialogOf("many").form, "own"), { checked: false, disabled: !own });
  open("many");
  countMany().catch((error) => say(error.message, true));
}
dialogOf("many").form.addEventListener("input", () => countMany().catch((error) => { $("number").textContent = error.message; }));
$("many").addEventListener("close", () => {
  if ($("many").returnValue !== "accept") return;
  run(async () => {
    const { number } = await act("accept_many", { choice: manyChoice() });
    await load(null);
    say(`Accepted: ${number.toLocaleString("en")}. z takes all of them back.`);
  });
});

function comment() {
  if (!view.record) return;
  field(dialogOf("comment").form, "text").value = $("said")?.textContent || "";
  open("comment");
}
$("comment").addEventListener("close", () => {
  if ($("comment").returnValue !== "save") return;
  run(async () => {
    await act("comment", { comment: field(dialogOf("comment").form, "text").value });
    await load(view.record, { keep: true });
    say("Saved. z takes it back.");
  });
});
field(dialogOf("comment").form, "text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); $("comment").close("save"); }
});

// The menu of articles, with their progress.
const MAX_LISTED = 200;
let listed = [];
function listArticles() {
  const { form } = dialogOf("articles");
  const words = field(form, "words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = listed.filter((article) => words.every((word) => article.title.toLowerCase().includes(word)));
  const left = (article) => article.total - article.decided || Infinity;  // those that are done come last
  if (field(form, "order").value === "open") fitting.sort((a, b) => left(a) - left(b));
  $("list").replaceChildren(...fitting.slice(0, MAX_LISTED).map((article) => {
    const item = document.createElement("li");
    const button = item.appendChild(document.createElement("button"));
    Object.assign(button, { value: article.name, className: article.decided === article.total ? "done" : "" });
    button.append(Object.assign(document.createElement("bdi"), { textContent: article.title }), " ");
    button.append(Object.assign(document.createElement("span"), { className: "soft small", textContent: `${article.decided} of ${article.total}` }));
    return item;
  }));
  if (fitting.length > MAX_LISTED) $("list").append(Object.assign(document.createElement("li"), { textContent: `and ${fitting.length - MAX_LISTED} more: filter by a word`, className: "soft small" }));
}
function articles() {
  open("articles");
  run(async () => {
    listed = (await ask("articles")).articles;
    field(dialogOf("articles").form, "words").value = "";
    listArticles();
    field(dialogOf("articles").form, "words").focus();
  });
}
dialogOf("articles").form.addEventListener("input", listArticles);
field(dialogOf("articles").form, "words").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  $("list").querySelector("button")?.click();
});
$("articles").addEventListener("close", () => {
  const name = $("articles").returnValue;
  const article = listed.find((entry) => entry.name === name);
  if (name === "cancel" || (name && !article)) return;
  choice.elements.namedItem("article").value = name;
  $("chosen").textContent = article ? article.title : `All ${listed.length.toLocaleString("en")} articles`;
  run(() => load(null));
});
$("articles").addEventListener("cancel", () => { $("articles").returnValue = "cancel"; });

function onlySpeaker() {
  const own = document.querySelector('[data-field="speaker"]')?.value || "";
  const search = choice.elements.namedItem("speaker");
  search.value = search.value ? "" : own;
  choice.querySelector("details").open = true;
  run(() => load(view.record));
}
function toggleQueue() {
  const shown = document.body.classList.toggle("queue");
  document.querySelector('[data-act="queue"]').setAttribute("aria-expanded", String(shown));
}
function hideQueue() {
  if (document.body.classList.contains("queue")) toggleQueue();
}

const acts = {
  accept: () => decide("accept"), reject: () => decide("reject"), undo: () => takeBack("undo"), redo: () => takeBack("redo"),
  before: () => go(view.before), after: () => go(view.after), merge, many, skip, flag, comment, articles, queue: toggleQueue,
  help: () => $("help").showModal(),
};
const roles = { 1: "content", 2: "cue", 3: "source", 4: "addressee", 5: "medium", 6: "reason", "+": "part", n: "new" };
const keys = {
  j: acts.after, k: acts.before, a: acts.accept, r: acts.reject, z: acts.undo, Z: acts.redo, m: merge, "?": acts.help,
  x: skip, f: flag, c: comment, A: many, g: articles, o: onlySpeaker, b: () => go(earlier), "-": startRemoving,
  t: enterText, s: () => document.querySelector('[data-field="speaker"]')?.focus(), "/": () => choice.words.focus(),
};
for (const [key, role] of Object.entries(roles)) keys[key] = () => use(role);

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.isComposing) return;
  if (removing && !(event.key in roles)) removing = false;
  if (event.key === "Escape") {
    leaveText();
    document.activeElement?.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  if ($("text")?.isContentEditable && !(event.key in roles)) return;  // a caret in the text: nothing is decided by a slip
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("#tools")) event.preventDefault();  // keep the selection
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.act) acts[button.dataset.act]();
  else if (button?.dataset.role) use(button.dataset.role);
  else if (button?.dataset.open) {
    hideQueue();
    go(button.dataset.open);
  }
  else if (button?.dataset.drop) correct({ role: button.dataset.drop, spans: [] }, `No ${button.dataset.drop}.`);
  const mark = event.target.closest("#text [data-r]");
  if (mark && !selected() && !$("text").isContentEditable) go(view.ids[Number(mark.dataset.r.split(" ").at(-1))]);
});
$("panel").addEventListener("change", (event) => {
  const field = event.target.dataset.field;
  if (!field) return;
  const value = event.target.value || null;
  correct({ [field]: value }, `New ${field.replace("_", " ")}.`).then(() => {
    document.querySelector(`[data-field="${field}"]`)?.focus({ preventScroll: true });
  });
});
let typing;
choice.addEventListener("submit", (event) => event.preventDefault());
choice.addEventListener("input", (event) => {
  clearTimeout(typing);
  typing = setTimeout(() => run(() => load(null)), event.target.matches("select") ? 0 : 250);
});

// What others decide meanwhile shows up; not while something is being selected or typed.
setInterval(async () => {
  if (document.hidden || selected() || document.querySelector("dialog[open]") || document.activeElement?.matches("input, select, textarea")) return;
  try {
    const seq = view.seq;
    if ((await ask("changes?since=" + seq)).changed && view.seq === seq) run(() => load(view.record, { keep: true }));
  } catch (error) { say(error.message, true); }
}, 2000);

run(() => load(location.hash.slice(1) || null));
