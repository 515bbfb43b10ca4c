// Groups as rows of a table.

import { byId, element, row } from "../parts/element.js";
import { age, counted, number } from "../parts/words.js";

/** Older than this, a record waits for more than the next poll. */
const LATE_SECONDS = 60;

const STATES = { stable: "good", empty: "warn", gone: "bad", dead: "bad" };

/**
 * @param {any[]} groups
 * @param {string} chosen
 */
export function groupRows(groups, chosen) {
  return groups.map((group) => {
    const made = row(
      [
        element(
          "a",
          {
            href: `#${encodeURIComponent(group.group)}`,
            "aria-current": group.group === chosen && "true",
          },
          group.group,
        ),
        number(group.lagRecords),
        oldest(group),
        letters(group),
        state(group),
        number(group.members.length),
      ],
      [1, 2, 3, 5],
    );
    made.classList.toggle("chosen", group.group === chosen);
    return made;
  });
}

/** @param {any | undefined} group */
export function showChosen(group) {
  byId("chosen").hidden = group === undefined;
  if (group === undefined) {
    return;
  }
  byId("chosen-title").textContent = group.group;
  byId("topics").replaceChildren(
    ...group.topics.map((topic) =>
      row([topic.topic, number(topic.partitions), number(topic.lagRecords), oldest(topic)], [1, 2, 3]),
    ),
  );
  byId("members").textContent =
    group.members.length === 0
      ? "Nobody is in the group at the moment."
      : `${counted(group.members.length, "member")}: ${group.members
          .map((member) => `${member.clientId} (${counted(member.partitions, "partition")})`)
          .join(", ")}`;
}

function state(group) {
  const badge = element(
    "span",
    { class: `badge ${STATES[group.state] ?? ""}` },
    group.state.replaceAll("_", " "),
  );
  return group.internal ? element("span", {}, badge, " ", element("span", { class: "badge" }, "internal")) : badge;
}

function oldest(from) {
  if (from.oldestUnhandledAgeSeconds === undefined) {
    return "–";
  }
  const text = age(from.oldestUnhandledAgeSeconds);
  return from.oldestUnhandledAgeSeconds > LATE_SECONDS
    ? element("span", { class: "badge warn" }, text)
    : text;
}

function letters(group) {
  return group.deadLettersWritten === 0
    ? "0"
    : element("span", { class: "badge bad" }, number(group.deadLettersWritten));
}
