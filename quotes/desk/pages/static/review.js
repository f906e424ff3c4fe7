// The review page: keys and selections to decisions; the server decides what they mean and draws the page.
"use strict";
const $ = (id) => document.getElementById(id);
const choice = $("choice");
let view = { record: null, ids: [], seq: 0, base: 0, before: null, after: null };
let busy = Promise.resolve();

const by = $("by");
by.value = sessionStorage.getItem("by") || by.value;
by.addEventListener("change", () => sessionStorage.setItem("by", by.value));

function say(words, wrong = false) {
  $("message").textContent = words;
  $("message").classList.toggle("wrong", wrong);
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("The server does not answer: nothing was written. Start 'quotes review' again; all earlier decisions are kept.");
  }
  if (answer.headers.get("content-type") !== "application/json") throw new Error(await answer.text());
  const body = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(body.error), { status: answer.status });
  return body;
}

async function load(record, { keep = false } = {}) {
  const query = new URLSearchParams(new FormData(choice));
  if (record) query.set("record", record);
  const scrolled = $("article").scrollTop;
  const same = record === view.record;
  view = await ask("view?" + query);
  for (const [part, html] of Object.entries(view.parts)) $(part).innerHTML = html;  // escaped by the server's templates
  history.replaceState(null, "", view.record ? "#" + view.record : "#");
  const number = String(view.ids.indexOf(view.record));
  const own = [...document.querySelectorAll("#text [data-r]")].filter((node) => node.dataset.r.split(" ").includes(number));
  own.forEach((node) => node.classList.add("on"));
  document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest" });
  if (same && keep) $("article").scrollTop = scrolled;
  else if (own.length) own[0].scrollIntoView({ block: matchMedia("(max-width: 70rem)").matches ? "start" : "center" });
  $("tools").hidden = true;
}

// One thing after the other, so that fast keys decide on what the reviewer sees.
function run(task) {
  busy = busy.then(task).catch(async (error) => {
    if (error.status === 409) await load(view.record, { keep: true });
    say(error.message, true);
  });
  return busy;
}

async function act(name, body = {}) {
  return ask("act/" + name, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ by: by.value, record: view.record, base: view.base, seq: view.seq, ...body }),
  });
}

const decide = (name) => run(async () => {
  if (!view.record) return;
  const next = view.after || view.before;
  const speaker = document.querySelector("nav [aria-current] b")?.textContent || "";
  await act(name);
  await load(next);
  say(`${name === "accept" ? "Accepted" : "Rejected"}: ${speaker}. z takes it back.`);
});
const correct = (change, words) => run(async () => {
  if (!view.record) return;
  await act("correct", { change });
  await load(view.record, { keep: true });
  say(words + " z takes it back.");
});
const takeBack = (name) => run(async () => {
  const { record } = await act(name);
  await load(record);
  say(name === "undo" ? "Taken back." : "Done again.");
});
const go = (record) => run(async () => { if (record) { await load(record); say(""); } });

// Selections: offsets in code points of the article, from the data-s of the pieces of text.
const count = (text) => [...text].length;
function selected() {
  const selection = getSelection();
  const text = $("text");
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const pieces = [...text.querySelectorAll("[data-s]")].filter((piece) => range.intersectsNode(piece));
  if (!pieces.length) return null;
  const inside = (piece, node, offset) => {
    const before = document.createRange();
    before.selectNodeContents(piece);
    before.setEnd(node, offset);
    return Number(piece.dataset.s) + count(before.toString());
  };
  const [first, last] = [pieces[0], pieces.at(-1)];
  const start = first.contains(range.startContainer)
    ? inside(first, range.startContainer, range.startOffset) : Number(first.dataset.s);
  const end = last.contains(range.endContainer)
    ? inside(last, range.endContainer, range.endOffset) : Number(last.dataset.s) + count(last.textContent);
  return start < end ? [start, end] : null;
}
document.addEventListener("selectionchange", () => { $("tools").hidden = !selected(); });

function use(role) {
  const span = selected();
  if (!span) { say("Select some text of the article first: with the mouse, or with t and Shift and the arrows.", true); return; }
  leaveText();
  getSelection().removeAllRanges();
  if (role === "new") {
    run(async () => {
      const { record } = await act("add", { span });
      await load(record);
      say("Added. Select its cue and source, name the speaker.");
    });
  } else if (role === "part") correct({ role: "content", spans: [span], extend: true }, "More content.");
  else correct({ role, spans: [span] }, `New ${role}.`);
}

// A caret in the text, for those who select by keys; nothing can be typed into it.
function enterText() {
  const text = $("text");
  if (!text) return;
  text.contentEditable = "true";
  text.setAttribute("role", "textbox");
  text.setAttribute("aria-label", "Article text; select with Shift and the arrows");
  text.setAttribute("aria-multiline", "true");
  text.setAttribute("aria-readonly", "true");
  text.spellcheck = false;
  text.focus();
  const at = text.querySelector(".on") || text.querySelector("[data-s]");
  if (at) getSelection().collapse(at.firstChild || at, 0);
}
function leaveText() {
  const text = $("text");
  if (!text || !text.isContentEditable) return;
  for (const name of ["contenteditable", "role", "aria-label", "aria-multiline", "aria-readonly"]) text.removeAttribute(name);
  text.blur();
}
for (const kind of ["beforeinput", "paste", "drop", "cut", "dragstart"]) {
  $("article").addEventListener(kind, (event) => event.preventDefault());
}

function merge() {
  const dialog = $("merge");
  const options = [...document.querySelectorAll("#known option")];
  if (options.length < 2) { say("The article has no two speakers to merge.", true); return; }
  const own = document.querySelector('[data-field="speaker"]').value;
  for (const name of ["gone", "kept"]) {
    const select = dialog.querySelector(`[name=${name}]`);
    select.replaceChildren(...options.map((option) => new Option(option.value, option.dataset.id, false, name === "gone" && option.value === own)));
    if (name === "kept" && select.value === dialog.querySelector("[name=gone]").value) select.selectedIndex = select.selectedIndex ? 0 : 1;
  }
  dialog.querySelector("[name=everywhere]").checked = false;
  dialog.returnValue = "";
  dialog.showModal();
}
$("merge").addEventListener("close", () => {
  if ($("merge").returnValue !== "merge") return;
  const data = new FormData($("merge").querySelector("form"));
  run(async () => {
    await act("merge", { gone: data.get("gone"), kept: data.get("kept"), everywhere: data.has("everywhere") });
    await load(view.record, { keep: true });
    say("Merged. z takes it back.");
  });
});

const acts = {
  accept: () => decide("accept"), reject: () => decide("reject"), undo: () => takeBack("undo"), redo: () => takeBack("redo"),
  before: () => go(view.before), after: () => go(view.after), merge, help: () => $("help").showModal(),
};
const roles = { 1: "content", 2: "cue", 3: "source", 4: "addressee", 5: "medium", 6: "reason", "+": "part", n: "new" };
const keys = {
  j: acts.after, k: acts.before, a: acts.accept, r: acts.reject, z: acts.undo, Z: acts.redo, m: merge, "?": acts.help,
  t: enterText, s: () => document.querySelector('[data-field="speaker"]')?.focus(), "/": () => choice.words.focus(),
};
for (const [key, role] of Object.entries(roles)) keys[key] = () => use(role);

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.isComposing) return;
  if (event.key === "Escape") {
    leaveText();
    document.activeElement?.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("#tools")) event.preventDefault();  // keep the selection
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.act) acts[button.dataset.act]();
  else if (button?.dataset.role) use(button.dataset.role);
  else if (button?.dataset.open) go(button.dataset.open);
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
  typing = setTimeout(() => run(() => load(null)), event.target.name === "words" ? 250 : 0);
});

// What others decide meanwhile shows up; not while something is being selected or typed.
setInterval(async () => {
  if (document.hidden || selected() || document.querySelector("dialog[open]") || document.activeElement?.matches("input, select")) return;
  try {
    const seq = view.seq;
    if ((await ask("changes?since=" + seq)).changed && view.seq === seq) run(() => load(view.record, { keep: true }));
  } catch (error) { say(error.message, true); }
}, 2000);

run(() => load(location.hash.slice(1) || null));
