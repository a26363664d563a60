// Corrections: collected while reading, and saved as the file that the next build applies.

import { entities, statements, types } from "./data.js";
import { button, byName, el, plural, toast } from "./dom.js";
import { save } from "./saving.js";
import { correctionsToml } from "./toml.js";
import { nameOf, objectOf, pickEntity } from "./words.js";

const listed = [];
let mergeFrom = null;
let unsaved = false;

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function add(correction) {
  if (listed.some((one) => same(one, correction))) return;
  const about = (one) => one.kind === correction.kind && one.kind === "retype" && one.entity === correction.entity;
  const at = listed.findIndex(about);
  if (at >= 0) listed.splice(at, 1);
  listed.push(correction);
  unsaved = true;
  toast("Noted in the corrections");
  show();
}

function drop(correction) {
  listed.splice(listed.indexOf(correction), 1);
  show();
}

function words(correction) {
  const name = (i) => el("b", {}, el("bdi", {}, nameOf(i)));
  if (correction.kind === "merge") return [name(correction.from), " is the same as ", name(correction.into)];
  if (correction.kind === "retype") return [name(correction.entity), " is: ", types[correction.type].word];
  const { s, label } = statements[correction.statement];
  return ["Not so: ", name(s), " ", el("bdi", {}, label), " ", el("b", {}, el("bdi", {}, objectOf(correction.statement)))];
}

function show() {
  const opener = byName("open-corrections");
  opener.hidden = !listed.length;
  opener.querySelector("span").textContent = listed.length.toLocaleString("en");
  opener.setAttribute("aria-label", plural(listed.length, "correction", "corrections"));
  byName("correction-list").replaceChildren(...listed.map((one) => el("li", {}, el("span", {}, words(one)),
    el("button", { type: "button", class: "icon", "aria-label": "Take this correction back", onclick: () => drop(one) }, "×"))));
  byName("no-corrections").hidden = Boolean(listed.length);
}

function typeChoice(index) {
  const { type } = entities[index];
  const choice = el("select", { "aria-label": "Its type should be", onchange: () => { if (choice.value !== type) add({ kind: "retype", entity: index, type: choice.value }); } },
    Object.keys(types).map((key) => el("option", { value: key, selected: key === type }, types[key].word)));
  return choice;
}

function entityCorrections(index) {
  const started = mergeFrom !== null && mergeFrom !== index;
  return el("details", { class: "correct", open: started }, el("summary", {}, "Something wrong?"),
    el("div", { class: "actions" },
      started ? button(["Merge “", el("bdi", {}, nameOf(mergeFrom)), "” into this"], () => {
        add({ kind: "merge", from: mergeFrom, into: index });
        mergeFrom = null;
        pickEntity(index);
      }, "soft", { "data-do": "merge-into" }) : button("Same as another entity …", () => {
        mergeFrom = index;
        toast("Now select the entity that it is the same as");
      }, "soft", { "data-do": "merge" }),
      el("label", {}, el("span", { class: "quiet" }, "Type "), typeChoice(index))));
}

function statementCorrections(index) {
  return el("details", { class: "correct" }, el("summary", {}, "Something wrong?"),
    el("div", { class: "actions" }, button("The text doesn't say this", () => add({ kind: "reject", statement: index }), "soft", { "data-do": "reject" })));
}

/** What the panels offer to correct. */
export const correct = { entity: entityCorrections, statement: statementCorrections };

export function startCorrections() {
  const dialog = byName("corrections");
  byName("open-corrections").addEventListener("click", () => dialog.showModal());
  byName("save-corrections").addEventListener("click", () => {
    save("corrections.toml", "text/plain", correctionsToml(listed));
    unsaved = false;
  });
  addEventListener("beforeunload", (event) => { if (unsaved && listed.length) event.preventDefault(); });
  show();
}

export const corrections = { listed, add };
