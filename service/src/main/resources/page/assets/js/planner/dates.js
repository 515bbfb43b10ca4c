// Days as text: YYYY-MM-DD, which sorts by itself and knows no time zone.

const FORM = /^\d{4}-\d{2}-\d{2}$/;
const MILLIS_PER_DAY = 86_400_000;

/** Longest sprint that the service takes; longer ones are not drawn. */
export const MOST_DAYS = 366;

/** @param {string} day @returns {Date} */
const parsed = (day) => new Date(`${day}T00:00:00Z`);

/** @param {string} day @returns {boolean} */
export const isDay = (day) => FORM.test(day) && !Number.isNaN(parsed(day).getTime());

/** @param {string} day @param {number} count @returns {string} */
export const plusDays = (day, count) =>
  new Date(parsed(day).getTime() + count * MILLIS_PER_DAY).toISOString().slice(0, 10);

/** @param {string} day @returns {boolean} */
export const isWeekend = (day) => [0, 6].includes(parsed(day).getUTCDay());

/**
 * All days from the first to the last; none where that is no sprint.
 *
 * @param {string} first
 * @param {string} last
 * @returns {string[]}
 */
export function daysOf(first, last) {
  if (!isDay(first) || !isDay(last) || last < first) {
    return [];
  }
  const days = [];
  for (let day = first; day <= last && days.length < MOST_DAYS; day = plusDays(day, 1)) {
    days.push(day);
  }
  return days;
}

/** @param {Intl.DateTimeFormatOptions} options @returns {(day: string) => string} */
function words(options) {
  const format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  return (day) => format.format(parsed(day));
}

/** Such as Fri 5 Dec. */
export const dayWords = (/** @type {string} */ day) =>
  `${weekday(day)} ${dayOfMonth(day)} ${month(day)}`;

export const weekday = words({ weekday: "short" });
export const dayOfMonth = words({ day: "numeric" });
export const month = words({ month: "short" });
