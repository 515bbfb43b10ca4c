// Shows one view of a mail at a time; without this script both are there, one below the other.

import { byId } from "./parts/element.js";

const html = document.getElementById("html");

/** @param {boolean} designed */
function show(designed) {
  html.hidden = !designed;
  byId("text").hidden = designed;
  byId("show-html").setAttribute("aria-pressed", String(designed));
  byId("show-text").setAttribute("aria-pressed", String(!designed));
}

if (html) {
  byId("views").hidden = false;
  byId("show-html").addEventListener("click", () => show(true));
  byId("show-text").addEventListener("click", () => show(false));
  show(true);
}
