/* The diff page: findings beside both documents. */

const LETTERS = { b: "before", a: "after" };
let lit = [];

const marksOf = (item, side) => [...$(side).querySelectorAll(`[data-s~="${item.n}"], #${side[0]}${item.n}`)];

function light(item) {
  for (const mark of lit) mark.classList.remove("on");
  lit = Object.values(LETTERS).flatMap((side) => marksOf(item, side));
  for (const mark of lit) mark.classList.add("on");
}

/* Twice, since what was never shown has a guessed height until it comes near. */
function centre(mark) {
  if (!mark) return;
  mark.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => mark.scrollIntoView({ block: "center" }));
}

page.selected = (item, follow) => {
  light(item);
  if (follow && !narrow.matches) for (const side of Object.values(LETTERS)) centre(marksOf(item, side)[0]);
};

function showSide(item, side) {
  view(side);
  centre(marksOf(item, side)[0]);
  $(side[0] + item.n)?.focus({ preventScroll: true });
}

page.shown = (item) => showSide(item, marksOf(item, "after").length ? "after" : "before");

page.clicked = (at, link) => {
  const card = at.closest(".card");
  const side = link && LETTERS[link.hash[1]];
  if (card) {
    const item = items[Number(card.id.slice(1)) - 1];
    select(item, { focus: !side, follow: !side });
    if (side) showSide(item, side);
    return;
  }
  const mark = at.closest("[data-s]");
  const owners = link ? [Number(link.hash.slice(2))] : (mark?.dataset.s ?? "").split(" ").filter(Boolean).map(Number);
  const open = owners.filter((number) => items[number - 1] && !items[number - 1].hidden);
  if (!open.length) return;
  view("items");
  select(items[open[(open.indexOf(active?.n) + 1) % open.length] - 1], { follow: false });
};

page.fits = (item, name, value) => (name === "country" ? item.countries.includes(value) : item[name] === value);

page.told = (item, decision, name) => ({
  finding: item.key,
  verdict: decision.verdict ?? item.verdict ?? "unsure",
  seen: item.verdict,
  note: decision.note ?? "",
  name,
  evidence: item.evidence,
  rules: item.rules,
  date: decision.date,
});

page.edit = (item) => {
  if (document.querySelector(".note")) return $("note").focus();
  const form = document.createElement("form");
  form.className = "edit note";
  const label = document.createElement("label");
  label.htmlFor = "note";
  label.textContent = "Note";
  const box = document.createElement("textarea");
  box.id = "note";
  box.value = decisionOn(item)?.note ?? "";
  const keep = document.createElement("button");
  keep.className = "primary";
  keep.textContent = "Keep";
  form.append(label, box, keep);
  const close = () => { form.remove(); cardOf(item).focus({ preventScroll: true }); };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    decide(item, { note: box.value.trim() });
    close();
  });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  actions.after(form);
  box.focus();
  return undefined;
};
