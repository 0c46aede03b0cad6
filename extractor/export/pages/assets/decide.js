"use strict";
/* What the review and the diff page share: moving, filtering, deciding, saving. Texts are only ever set as text. */

const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const items = data.items;
const panes = document.querySelector(".panes");
const narrow = matchMedia("(max-width: 56.24rem)");
const VERDICTS = { x: "confirmed", n: "dismissed", u: "unsure" };
const SIGNS = { confirmed: "✓", dismissed: "✕", unsure: "?" };
/* What the pages add: `selected`, `shown`, `edit`, `fits`, `changes`, each given an item. */
const page = {};
let active = null;
let unsaved = false;

const cardOf = (item) => (item.card ??= $("c" + item.n));
const rowOf = (item) => (item.row ??= cardOf(item).parentElement);
const say = (text) => { $("said").textContent = text; };

/* ---- what was decided, kept by the browser where it lets us ---- */
const shelf = {
  name: "council-extract " + data.page,
  read() {
    try { return JSON.parse(localStorage.getItem(this.name)) ?? {}; } catch { return {}; }
  },
  write() {
    try {
      localStorage.setItem(this.name, JSON.stringify(decided));
      localStorage.setItem("council-extract name", $("name").value);
    } catch { /* a page in a mail attachment has no storage: the file is what counts */ }
  },
};
const decided = shelf.read();
const keyOf = (item) => item.document ? item.document + " " + item.key : item.key;
const decisionOn = (item) => decided[keyOf(item)];
const verdictOn = (item) => decisionOn(item)?.verdict ?? item.verdict ?? null;

function decide(item, change) {
  const decision = { ...decisionOn(item), ...change, date: new Date().toISOString() };
  const empty = !decision.verdict && !decision.note && !Object.keys(decision.changes ?? {}).length;
  if (empty) delete decided[keyOf(item)]; else decided[keyOf(item)] = decision;
  unsaved = true;
  shelf.write();
  show(item);
  progress();
}

function judge(item, verdict) {
  const again = decisionOn(item)?.verdict === verdict;
  decide(item, { verdict: again ? undefined : verdict });
  say(again ? "taken back" : verdict);
}

/* ---- showing ---- */
function show(item) {
  const card = cardOf(item), decision = decisionOn(item), verdict = verdictOn(item);
  const edited = Object.keys(decision?.changes ?? {}).length > 0;
  for (const each of Object.keys(SIGNS)) card.classList.toggle("is-" + each, verdict === each);
  card.classList.toggle("is-edited", edited && !verdict);
  const lines = [];
  if (decision?.verdict) lines.push(SIGNS[decision.verdict] + " " + decision.verdict);
  for (const [field, change] of Object.entries(decision?.changes ?? {}))
    lines.push(`✎ ${data.labels[field]}: ${change.before || "–"} → ${change.after || "–"}`);
  if (decision?.note) lines.push("Note: " + decision.note);
  const told = card.querySelector(".decision");
  told.textContent = lines.join("\n");
  told.hidden = !lines.length;
  if (item === active) pressed();
}

function pressed() {
  const verdict = verdictOn(active);
  for (const button of actions.querySelectorAll("[data-verdict]"))
    button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
}

function progress() {
  const judged = items.reduce((sum, item) => sum + (verdictOn(item) ? 1 : 0), 0);
  const waiting = items.filter(decisionOn).length;
  $("progress").textContent = `${judged} of ${items.length} decided` + (waiting ? `, ${waiting} here` : "");
}

const actions = $("actions").content.firstElementChild.cloneNode(true);

function select(item, { focus = true, follow = true } = {}) {
  if (active && active !== item) {
    cardOf(active).classList.remove("active");
    cardOf(active).removeAttribute("aria-current");
  }
  const card = cardOf(item);
  if (active !== item) {
    active = item;
    card.classList.add("active");
    card.setAttribute("aria-current", "true");
    card.querySelector(".decision").after(actions);
    pressed();
  }
  if (focus) card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  page.selected?.(item, follow);
}

function move(step) {
  let place = active ? items.indexOf(active) : step > 0 ? -1 : items.length;
  do place += step; while (items[place]?.hidden);
  if (items[place]) select(items[place]); else say("no more");
}

function view(name) {
  panes.dataset.view = name;
  for (const button of document.querySelectorAll(".tabs button"))
    button.setAttribute("aria-pressed", String(button.dataset.view === name));
}

/* ---- filters: read all first, write after, only what changes ---- */
const filters = [...document.querySelectorAll("[data-filter]")];

function fitsDecision(item, wanted) {
  const verdict = verdictOn(item);
  if (wanted === "open") return !verdict;
  if (wanted === "edited") return Object.keys(decisionOn(item)?.changes ?? {}).length > 0;
  return verdict === wanted;
}

const searched = (item) => (item.text ??= cardOf(item).textContent.toLowerCase());

function filter() {
  const wanted = {};
  for (const each of filters) if (each.value.trim()) wanted[each.dataset.filter] = each.value.trim();
  const { search, decision, ...others } = wanted;
  const words = (search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const own = Object.entries(others);
  const turned = [];
  let left = 0;
  for (const item of items) {
    const fits = own.every(([name, value]) => page.fits(item, name, value))
      && (!decision || fitsDecision(item, decision))
      && (!words.length || words.every((word) => searched(item).includes(word)));
    if (fits) left += 1;
    if (fits === Boolean(item.hidden)) turned.push(item);
  }
  for (const item of turned) {
    item.hidden = !item.hidden;
    rowOf(item).hidden = item.hidden;
  }
  $("count").textContent = left === items.length ? "" : `${left} of ${items.length} shown`;
  $("nothing").hidden = left > 0;
}

/* ---- saving ---- */
function saved() {
  const name = $("name").value.trim();
  const told = items.filter(decisionOn).map((item) => page.told(item, decisionOn(item), name));
  return { schema_version: "1.0", [data.kind]: told };
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(saved(), null, 1) + "\n"], { type: "application/json" }));
  link.download = data.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = false;
  say(`${items.filter(decisionOn).length} decisions saved to ${data.file}`);
}

/* ---- keys and clicks ---- */
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  e: () => active && page.edit(active),
  d: () => active && page.shown(active),
  s: save,
  "/": () => { view("items"); $("search").focus(); },
  "?": () => $("help").showModal(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open || !$("keys-on").checked) return;
  if (event.target.closest("input, select, textarea")) return;
  const verdict = VERDICTS[event.key];
  if (verdict ? !active : !KEYS[event.key]) return;
  event.preventDefault();
  if (verdict) judge(active, verdict); else KEYS[event.key]();
}

function onClick(event) {
  const at = event.target;
  const verdict = at.closest("[data-verdict]");
  if (verdict) return judge(active, verdict.dataset.verdict);
  if (at.closest("[data-edit]")) return page.edit(active);
  const tab = at.closest(".tabs button");
  if (tab) return view(tab.dataset.view);
  if (at.closest(".edit, .bar, .filters")) return undefined;
  const link = at.closest("a[href^='#c'], a[href^='#s'], a[href^='#b'], a[href^='#a']");
  if (link) event.preventDefault();
  return page.clicked(at, link);
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", onClick);
document.querySelector(".filters").addEventListener("input", filter);
document.querySelector(".filters").addEventListener("reset", () => setTimeout(filter));
document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
$("save").addEventListener("click", save);
$("keys").addEventListener("click", () => $("help").showModal());
$("name").addEventListener("change", () => shelf.write());
addEventListener("beforeunload", (event) => { if (unsaved && Object.keys(decided).length) event.preventDefault(); });

function begin() {
  try { $("name").value = localStorage.getItem("council-extract name") ?? ""; } catch { /* no storage */ }
  for (const item of items) if (item.verdict || decisionOn(item)) show(item);
  progress();
  (self.requestIdleCallback ?? setTimeout)(() => items.forEach(searched));
  const from = /^#c(\d+)$/.exec(location.hash);
  if (from && items[from[1] - 1]) select(items[from[1] - 1]);
}
/* The page paints first. */
requestAnimationFrame(() => setTimeout(begin));
