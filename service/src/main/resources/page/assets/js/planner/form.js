// Inputs with their labels and places for errors.
import { element } from "../dom.js";

let made = 0;

/**
 * A labelled input.
 *
 * @param {object} field
 * @param {string} field.label
 * @param {string} field.path where its value is in the body that is sent
 * @param {string} field.value
 * @param {(value: string) => void} field.onInput
 * @param {Record<string, any>} [field.attributes] of the input
 * @param {string} [field.hint]
 * @param {string[]} [field.choices] makes it a list to choose from
 * @returns {HTMLElement}
 */
export function field({ label, path, value, onInput, attributes = {}, hint, choices }) {
  const id = `field-${++made}`;
  const hintId = hint ? `${id}-hint` : null;
  const input = control(id, path, value, onInput, { "aria-describedby": hintId, ...attributes }, choices);
  return element(
    "div",
    { class: "field" },
    element("label", { for: id }, label),
    input,
    hint ? element("p", { class: "hint", id: hintId }, hint) : null,
    element("p", { class: "error", id: `${id}-error`, hidden: true }),
  );
}

function control(id, path, value, onInput, attributes, choices) {
  const common = {
    id,
    "data-path": path,
    oninput: (/** @type {any} */ event) => onInput(event.target.value),
    ...attributes,
  };
  if (choices === undefined) {
    const input = element("input", { autocomplete: "off", ...common });
    input.value = value;
    return input;
  }
  const select = element(
    "select",
    common,
    ...choices.map((choice) => element("option", { value: choice }, choice)),
  );
  select.value = value;
  return select;
}

/**
 * A percentage as slider and as number; both say the same.
 *
 * @param {object} field
 * @param {string} field.label
 * @param {string} field.path
 * @param {string} field.value
 * @param {(value: string) => void} field.onInput
 * @param {string} [field.hint]
 * @returns {HTMLElement}
 */
export function slider({ label, path, value, onInput, hint }) {
  const whole = field({
    label,
    path,
    value,
    hint,
    attributes: { type: "number", min: 0, max: 100, step: "any", inputmode: "decimal" },
    onInput: (text) => {
      range.value = text;
      onInput(text);
    },
  });
  const number = /** @type {HTMLInputElement} */ (whole.querySelector("input"));
  const range = /** @type {HTMLInputElement} */ (
    element("input", { type: "range", min: 0, max: 100, step: 1, "aria-label": `${label}, slider` })
  );
  range.value = value;
  range.addEventListener("input", () => {
    number.value = range.value;
    onInput(range.value);
  });
  const row = element("div", { class: "slider-row" });
  number.replaceWith(row);
  row.append(range, number);
  return whole;
}
