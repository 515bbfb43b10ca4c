// Makes elements. Texts are always texts: nothing here reads HTML.

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | EventListener>} [attributes] names that begin with "on"
 *     are listeners; false leaves an attribute out
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(name.slice(2), value);
    } else if (value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children);
  return made;
}

/**
 * The element that a template has under this id.
 *
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`the page has no element ${id}`);
  }
  return found;
}

/**
 * A row of a table.
 *
 * @param {(Node | string)[]} cells the first one is the row's heading
 * @param {number[]} numbers places of cells that are numbers
 */
export function row(cells, numbers = []) {
  return element(
    "tr",
    {},
    ...cells.map((cell, place) =>
      element(
        place === 0 ? "th" : "td",
        { scope: place === 0 && "row", class: numbers.includes(place) && "number" },
        cell,
      ),
    ),
  );
}
