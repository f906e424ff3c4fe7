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

// "-" and the number of a role: the record has none.
const REMOVABLE = ["cue", "source", "addressee", "medium", "reason"];
let removing = false;
function startRemoving() {
  removing = true;
  say("Which one is not there? 2 cue, 3 source, 4 addressee, 5 medium, 6 reason.");
}

function use(role) {
  if (removing) {
    removing = false;
    if (REMOVABLE.includes(role)) correct({ role, spans: [] }, `No ${role}.`);
    return;
  }
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
