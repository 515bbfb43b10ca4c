// One dead letter.

import { element } from "../parts/element.js";
import { counted, formatted, moment } from "../parts/words.js";

/**
 * @param {any} letter
 * @param {(selection: object) => void} redrive
 */
export function letterItem(letter, redrive) {
  return element(
    "li",
    { class: "letter" },
    element(
      "p",
      { class: "letter-head" },
      element("strong", {}, letter.key ?? "without a key"),
      letter.redriven ? element("span", { class: "badge good" }, "sent back") : "",
      element("time", { class: "muted", datetime: letter.writtenAt }, moment(letter.writtenAt)),
    ),
    element("p", { class: "letter-why" }, why(letter.failure)),
    element(
      "p",
      { class: "hint" },
      `${place(letter.origin)}, ${attempts(letter.failure.attempts)}` +
        (letter.redriveCount > 0 ? `, sent back ${counted(letter.redriveCount, "time")} before` : ""),
    ),
    details("What it says", content(letter.value)),
    details("Headers", headers(letter.headers)),
    letter.failure.stackTrace ? details("Stack trace", letter.failure.stackTrace) : "",
    letter.redriven ? "" : buttons(letter, redrive),
  );
}

function why(failure) {
  const said = failure.exceptionMessage ?? "";
  return failure.reason.includes(said) || said === ""
    ? failure.reason || failure.exceptionClass || "no reason was written down"
    : `${failure.reason} ${said}`;
}

function place(position) {
  return `${position.topic}, partition ${position.partition}, offset ${position.offset}`;
}

function attempts(count) {
  return count === 0 ? "not tried" : `tried ${counted(count, "time")}`;
}

function content(value) {
  if (value === undefined) {
    return "It has no value.";
  }
  const cut = value.cut ? "\n… cut" : "";
  return (value.base64 ? `Base64: ${value.text}` : formatted(value.text)) + cut;
}

function headers(list) {
  return list.map((header) => `${header.name}: ${header.value?.text ?? ""}`).join("\n") || "None.";
}

function details(title, text) {
  return element(
    "details",
    {},
    element("summary", {}, title),
    element("pre", { class: "scroll source", tabindex: "0", "aria-label": title }, text),
  );
}

function buttons(letter, redrive) {
  return element(
    "p",
    { class: "buttons" },
    element(
      "button",
      {
        type: "button",
        onclick: () => redrive({ selection: "one", position: letter.position }),
      },
      "Send this back…",
    ),
    letter.key
      ? element(
          "button",
          {
            type: "button",
            onclick: () => redrive({ selection: "key", key: letter.key }),
          },
          "All of this sprint…",
        )
      : "",
  );
}
