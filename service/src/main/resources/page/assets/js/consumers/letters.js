// Dead letters of the chosen group.

import { ask } from "../parts/ask.js";
import { byId } from "../parts/element.js";
import { letterItem } from "./letter.js";
import { offerRedrive } from "./redrive.js";

let group = "";

/** @type {string | null} */
let cursor = null;

/** Answers to older questions are not shown. */
let question = 0;

/** @param {string} name */
export async function showLetters(name) {
  if (name !== group) {
    byId("outcome").hidden = true;
  }
  group = name;
  cursor = null;
  byId("letters").replaceChildren();
  await load();
}

async function load() {
  const asked = ++question;
  const query = new URLSearchParams({ waiting: String(byId("waiting").checked), limit: "20" });
  if (cursor !== null) {
    query.set("cursor", cursor);
  }
  byId("letters").setAttribute("aria-busy", "true");
  try {
    const page = await ask(`/v1/consumers/${encodeURIComponent(group)}/dead-letters?${query}`);
    if (asked !== question) {
      return;
    }
    byId("letters").append(...page.items.map((letter) => letterItem(letter, redrive)));
    cursor = page.nextCursor;
    const count = byId("letters").childElementCount;
    byId("more").hidden = cursor === null;
    byId("no-letters").hidden = count > 0;
    byId("redrive-all").hidden = count === 0;
    byId("letters-error").hidden = true;
  } catch (failure) {
    if (asked === question) {
      byId("letters-error").textContent = failure.message;
      byId("letters-error").hidden = false;
    }
  } finally {
    byId("letters").setAttribute("aria-busy", "false");
  }
}

/** @param {object} selection */
async function redrive(selection) {
  if (await offerRedrive(group, selection)) {
    await showLetters(group);
  }
}

byId("more").addEventListener("click", load);
byId("waiting").addEventListener("change", () => showLetters(group));
byId("redrive-all").addEventListener("click", () => redrive({ selection: "all" }));
