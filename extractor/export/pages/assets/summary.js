"use strict";
/* A mark shows the activities behind it, and only these. Without this script its link leads to the first of them. */

const $ = (id) => document.getElementById(id);
const targets = JSON.parse($("data").textContent);
const rows = [...document.querySelectorAll(".activities > li")];
const all = $("progress").textContent;

function show(label, numbers) {
  const wanted = numbers && new Set(numbers);
  rows.forEach((row, place) => { row.hidden = Boolean(wanted) && !wanted.has(place + 1); });
  $("progress").textContent = label ?? all;
  $("all").hidden = !wanted;
}

function follow(event) {
  const link = event.target.closest(".chart a");
  const target = link && targets[link.getAttribute("href").slice(1)];
  if (!target) return;
  event.preventDefault();
  show(...target);
  $("records").scrollIntoView();
  $("records-title").focus({ preventScroll: true });
}

document.addEventListener("click", follow);
$("all").addEventListener("click", () => { show(); $("records-title").focus(); });
