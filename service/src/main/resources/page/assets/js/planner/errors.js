// Shows what the service found wrong, where it is wrong.
import { byId, element } from "../dom.js";

/** @typedef {{field: string, message: string}} Violation */

/** Takes the error of an input away: it is being corrected. @param {HTMLElement} input */
export function clearError(input) {
  const place = byId(`${input.id}-error`);
  if (place !== null) {
    input.removeAttribute("aria-invalid");
    describe(input, place.id, false);
    place.hidden = true;
    place.textContent = "";
  }
}

/** Takes all errors away. */
export function clearErrors() {
  document.querySelectorAll("[aria-invalid]").forEach(clearError);
  byId("error-summary").hidden = true;
}

/**
 * Shows errors beside their inputs.
 *
 * @param {Violation[]} errors
 * @returns {{violation: Violation, input: HTMLElement | null}[]} each with its input, if it has one
 */
export function showErrors(errors) {
  return errors.map((violation) => {
    const input = inputOf(violation.field);
    const place = input === null ? null : byId(`${input.id}-error`);
    if (place === null) {
      return { violation, input: null };
    }
    const text = sentence(labelOf(input), violation.message);
    place.textContent = place.hidden ? text : `${place.textContent} ${text}`;
    place.hidden = false;
    input.setAttribute("aria-invalid", "true");
    describe(input, place.id, true);
    return { violation, input };
  });
}

/**
 * Shows errors beside their inputs, and all of them once more on top, where the reader is taken.
 *
 * @param {string} title
 * @param {Violation[]} errors
 */
export function summarise(title, errors) {
  const shown = showErrors(errors);
  const summary = byId("error-summary");
  summary.replaceChildren(
    element("p", {}, element("strong", {}, title)),
    element(
      "ul",
      {},
      ...shown.map(({ violation, input }) =>
        element(
          "li",
          {},
          input === null
            ? sentence(violation.field, violation.message)
            : element(
                "a",
                {
                  href: `#${input.id}`,
                  onclick: (/** @type {Event} */ event) => {
                    event.preventDefault();
                    input.focus();
                  },
                },
                sentence(labelOf(input, true), violation.message),
              ),
        ),
      ),
    ),
  );
  summary.hidden = false;
  const first = shown.find(({ input }) => input !== null)?.input;
  (first ?? summary).focus();
}

/** The input of a path, or of the nearest thing around it that has one. */
function inputOf(path) {
  for (let part = path; part !== ""; part = part.replace(/(^|\.)[^.[\]]+$|\[\d+\]$/, "")) {
    const found = [...document.querySelectorAll("[data-path]")].find(
      (one) => one.dataset.path === part && byId(`${one.id}-error`) !== null,
    );
    if (found !== undefined) {
      return /** @type {HTMLElement} */ (found);
    }
  }
  return null;
}

/** @param {HTMLElement} input @param {boolean} [full] with the person or holiday that it is of */
function labelOf(input, full = false) {
  const label = document.querySelector(`label[for="${input.id}"]`)?.textContent ?? "";
  const group = full ? input.closest("[role=group]")?.getAttribute("aria-label") : null;
  return group ? `${group}: ${label}` : label;
}

function sentence(subject, message) {
  const text = `${subject} ${message}`.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Adds an id to what describes the input, or takes it away. */
function describe(input, id, add) {
  const ids = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  if (add) {
    ids.push(id);
  }
  if (ids.length > 0) {
    input.setAttribute("aria-describedby", ids.join(" "));
  } else {
    input.removeAttribute("aria-describedby");
  }
}
