// The numbers behind the charts, as rows of tables.

import { row } from "../parts/element.js";
import { moment, number } from "../parts/words.js";

/** @param {number} percentage */
const percent = (percentage) => `${number(percentage)} %`;

export function sprintRows(sprints) {
  return sprints.map((sprint) =>
    row(
      [
        sprint.sprintName,
        sprint.startDate,
        number(sprint.workingDays),
        percent(sprint.confidencePercentage),
        number(sprint.capacityDays),
      ],
      [2, 3, 4],
    ),
  );
}

export function teamRows(sprints) {
  return sprints.map((sprint) =>
    row([sprint.sprintName, sprint.status, number(sprint.teamSize)], [2]),
  );
}

export function historyRows(points) {
  return points.map((point) =>
    row(
      [
        moment(point.at),
        point.eventType,
        number(point.teamSize),
        number(point.workingDays),
        percent(point.confidencePercentage),
        number(point.capacityDays),
      ],
      [2, 3, 4, 5],
    ),
  );
}
