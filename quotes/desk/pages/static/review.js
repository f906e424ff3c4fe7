// The review page: keys and selections to decisions; the server decides what they mean and draws the page.
"use strict";
const $ = (id) => document.getElementById(id);
const choice = $("choice");
let view = { record: null, ids: [], seq: 0, base: 0, before: null, after: null };
let busy = Promise.resolve();
let earlier = null;  // the record that was open before this one

const by = $("by");
if (!by.readOnly) by.value = sessionStorage.getItem("by") || by.value;
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

// The reviewer's choice as parameters, without the fields that are empty.
const chosen = () => new URLSearchParams([...new FormData(choice)].filter(([, value]) => value !== ""));

async function load(record, { keep = false } = {}) {
  const query = chosen();
  if (record) query.set("record", record);
  const scrolled = $("article").scrollTop;
  const same = record === view.record;
  const left = view.record;
  view = await ask("view?" + query);
  for (const [part, html] of Object.entries(view.parts)) $(part).innerHTML = html;  // escaped by the server's templates
  if (left && left !== view.record) earlier = left;
  history.replaceState(null, "", view.record ? "#" + view.record : "#");
  const number = String(view.ids.indexOf(view.record));
  const own = [...document.querySelectorAll("#text [data-r]")].filter((node) => node.dataset.r.split(" ").includes(number));
  own.forEach((node) => node.classList.add("on"));
  document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest" });
  if (same && keep) $("article").scrollTop = scrolled;
  else if (own.length) show(own[0]);
  $("tools").hidden = true;
}

// The article scrolls, never the page: undo and progress stay in view.
function show(node) {
  const box = $("article").getBoundingClientRect();
  const mark = node.getBoundingClientRect();
  $("article").scrollTop += mark.top - box.top - Math.max((box.height - mark.height) / 3, 0);
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
const skip = () => run(async () => {
  if (!view.record) return;
  const next = view.after;
  await act("skip");
  await load(next || view.record);
  say("Skipped: it comes last. z takes it back.");
});
const flag = () => run(async () => {
  if (!view.record) return;
  await act("flag");
  await load(view.record, { keep: true });
  say("z takes it back.");
});
const correct = (change, words) => run(async () => {
  if (!view.record) return;
  await act("correct", { change });
  await load(view.record, { keep: true });
  say(words + " z takes it back.");
});
// After a redo the next key is meant for the next record, as it was after the decision itself.
const takeBack = (name) => run(async () => {
  const { record, kind } = await act(name);
  await load(record);
  if (name === "redo" && ["accept", "reject", "skip"].includes(kind) && (view.after || view.before)) await load(view.after || view.before);
  say(name === "undo" ? "Taken back." : "Done again.");
});
const go = (record) => run(async () => { if (record) { await load(record); say(""); } });
