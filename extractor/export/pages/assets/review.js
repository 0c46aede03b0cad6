/* The review page: records beside their document, and corrections of their fields. */

const documentPane = $("document");
const numbers = (text) => (text ?? "").split(" ").filter(Boolean).map(Number);
const itemOf = (number) => items[number - 1];
let lit = [];

function light(marks, name) {
  for (const mark of marks) mark.classList.add(name);
  lit.push([marks, name]);
}

function dim() {
  for (const [marks, name] of lit) for (const mark of marks) mark.classList.remove(name);
  lit = [];
}

const statementOf = (item) => [...documentPane.querySelectorAll(`[data-s~="${item.n}"], #s${item.n}`)];

page.selected = (item, follow) => {
  dim();
  const marks = statementOf(item);
  light(marks, "on");
  if (follow && marks.length && (!narrow.matches || panes.dataset.view === "document")) centre(marks[0]);
};

page.shown = (item) => {
  view("document");
  const marks = statementOf(item);
  if (marks.length) centre(marks[0]);
  $("s" + item.n)?.focus({ preventScroll: true });
};

/* Twice, since what was never shown has a guessed height until it comes near. */
function centre(mark) {
  mark.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => mark.scrollIntoView({ block: "center" }));
}

page.clicked = (at, link) => {
  const card = at.closest(".card");
  if (card) {
    const item = itemOf(Number(card.id.slice(1)));
    const value = at.closest("[data-v]");
    select(item, { follow: !value, focus: !value });
    if (value) showValue(value);
    else if (link) page.shown(item);
    return;
  }
  if (link) return pick([Number(link.hash.slice(2))]);
  const mark = at.closest("[data-v], [data-s]");
  if (mark && documentPane.contains(mark)) {
    const owners = numbers(mark.dataset.v).map(ownerOf);
    pick([...new Set([...owners, ...numbers(mark.dataset.s)])].filter(Boolean), mark);
  }
};

const ownerOf = (value) => Number($("items").querySelector(`button[data-v="${value}"]`)?.closest(".card").id.slice(1));

/* Words that several records rest on lead to each in turn. */
function pick(owners, mark) {
  const open = owners.filter((number) => itemOf(number) && !itemOf(number).hidden);
  if (!open.length) return say("its record is filtered out");
  const next = open[(open.indexOf(active?.n) + 1) % open.length];
  view("items");
  select(itemOf(next), { follow: false });
  const value = numbers(mark?.dataset.v).find((number) => ownerOf(number) === next);
  if (value) lightValue(value);
  return undefined;
}

function lightValue(value) {
  const marks = [...document.querySelectorAll(`[data-v~="${value}"]`)];
  light(marks, "hit");
  return marks.filter((mark) => documentPane.contains(mark));
}

function showValue(button) {
  const marks = lightValue(Number(button.dataset.v));
  if (marks.length) {
    view("document");
    centre(marks[0]);
  }
  const rule = button.nextElementSibling?.matches(".rule") ? ", rule " + button.nextElementSibling.textContent : "";
  say(button.textContent + (marks.length ? rule : ": no words of the document say so"));
}

page.fits = (item, name, value) => {
  switch (name) {
    case "country": return item.countries.includes(value);
    case "type": return item.fields.activity_type === value;
    case "status": return item.fields.status === value;
    case "confidence": return (item.confidence < data.doubtful) === (value === "low");
    default: return item.missing.includes(value);
  }
};

page.told = (item, decision, name) => ({
  record: item.key,
  document: item.document,
  verdict: decision.verdict ?? null,
  seen: item.verdict,
  changes: Object.entries(decision.changes ?? {}).map(([field, change]) => ({ field, ...change })),
  note: decision.note ?? "",
  name,
  date: decision.date,
});

/* ---- corrections ---- */
const DAY = String.raw`\d{4}(-\d{2}(-\d{2})?)?`;
const COUNT = /^((about|more than|at least|up to|fewer than|between) )?\d[\d, ]*( ?[–-] ?\d[\d, ]*)?( .*)?$/;
const FORMS = {
  countries: [(part) => data.countries.includes(part.toUpperCase()), "Codes such as MAR; ZMB"],
  participants: [(part) => COUNT.test(part), "Such as: about 50 educators; 40–60 parents; 12 girls (part)"],
  quantities: [(part) => COUNT.test(part), "Such as: 3 languages"],
  partners: [() => true, "Such as: UNICEF (funder); Ministry of Posts"],
  dates: [(part) => new RegExp(`^(${DAY})?(/(${DAY})?)?$`).test(part) && /\d/.test(part), "Such as: 2025-03; 2025-03-06/2025-03-08"],
};

const make = (tag, told = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), told);
  made.append(...inside);
  return made;
};

function input(item, field, value) {
  const id = "edit-" + field;
  const codes = data.codes[field];
  const made = codes
    ? make("select", { id }, ...codes.map((code) => make("option", { value: code, selected: code === value }, code.replaceAll("_", " "))))
    : make(field === "note" ? "textarea" : "input", { id, value });
  made.name = field;
  const hint = FORMS[field]?.[1];
  if (!hint) return [made];
  made.setAttribute("aria-describedby", id + "-hint");
  return [made, make("p", { className: "hint", id: id + "-hint" }, hint)];
}

page.edit = (item) => {
  if (document.querySelector(".edit")) return $("edit-status")?.focus();
  const form = make("form", { className: "edit" });
  form.setAttribute("aria-label", "Correct this record");
  const decision = decisionOn(item) ?? {};
  const now = (field) => decision.changes?.[field]?.after ?? item.fields[field] ?? "";
  for (const field of data.editable) {
    form.append(make("label", { htmlFor: "edit-" + field }, data.labels[field]), ...input(item, field, now(field)));
  }
  form.append(make("label", { htmlFor: "edit-note" }, "Note"), ...input(item, "note", decision.note ?? ""));
  const row = make("div", { className: "row" }, make("button", { className: "primary" }, "Keep"), make("button", { type: "button", onclick: close }, "Cancel"));
  form.append(row);
  form.addEventListener("submit", (event) => { event.preventDefault(); keep(item, form, close); });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  function close() { form.remove(); cardOf(item).focus({ preventScroll: true }); }
  actions.after(form);
  form.elements[0].focus();
  form.scrollIntoView({ block: "nearest" });
  return undefined;
};

const spaced = (text) => text.split(/[;|\n]/).map((part) => part.trim().replace(/\s+/g, " ")).filter(Boolean).join("; ");

function keep(item, form, close) {
  const changes = {};
  let wrong = null;
  for (const field of data.editable) {
    const box = form.elements[field];
    const before = item.fields[field] ?? "";
    const after = ["title", "initiative", "location"].includes(field) ? box.value.trim() : spaced(box.value);
    const fits = after.split("; ").every((part) => !part || (FORMS[field]?.[0](part) ?? true)) && (field !== "title" || after);
    box.setAttribute("aria-invalid", String(!fits));
    if (!fits) wrong ??= box;
    if (after !== before && after !== spaced(before)) changes[field] = { before, after };
  }
  if (wrong) {
    wrong.focus();
    return say(`${data.labels[wrong.name]} can't be read like this. ${FORMS[wrong.name]?.[1] ?? "Give a few words."}`);
  }
  decide(item, { changes, note: form.elements.note.value.trim() });
  say(`${Object.keys(changes).length} fields corrected`);
  return close();
}
