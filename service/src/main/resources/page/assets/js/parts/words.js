// Numbers and times as people read them, in the reader's time zone.

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const MOMENT = new Intl.DateTimeFormat("en-GB", {
  day: "2-digit",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** @param {number} value */
export function number(value) {
  return NUMBER.format(value);
}

/** @param {string} time as RFC 3339 */
export function moment(time) {
  const parsed = new Date(time);
  return Number.isNaN(parsed.getTime()) ? time : MOMENT.format(parsed);
}

/** @param {number} seconds */
export function age(seconds) {
  if (seconds < 60) {
    return `${Math.max(0, Math.round(seconds))} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min`;
  }
  if (seconds < 86_400) {
    return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  }
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`;
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** @param {unknown} value */
export function json(value) {
  return JSON.stringify(value, null, 2);
}

/** @param {string} text formatted where it is JSON, else as it is */
export function formatted(text) {
  try {
    return json(JSON.parse(text));
  } catch {
    return text;
  }
}
