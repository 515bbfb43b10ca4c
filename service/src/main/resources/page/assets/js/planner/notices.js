// Words to the reader above the plan.
import { byId, element } from "../dom.js";

/**
 * Shows a notice in place of others.
 *
 * @param {"" | "good" | "warn" | "bad"} kind
 * @param {string} text
 * @param {[string, () => void][]} [choices] buttons; each takes the notice away
 */
export function notify(kind, text, choices = []) {
  const buttons = choices.map(([label, act]) =>
    element(
      "button",
      {
        type: "button",
        onclick: () => {
          clearNotices();
          act();
        },
      },
      label,
    ),
  );
  byId("notices").replaceChildren(
    element(
      "div",
      { class: `notice ${kind}` },
      element("p", {}, text),
      buttons.length === 0 ? null : element("div", { class: "buttons" }, ...buttons),
    ),
  );
}

export function clearNotices() {
  byId("notices").replaceChildren();
}
