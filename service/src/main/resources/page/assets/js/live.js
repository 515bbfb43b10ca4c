// Events as they happen, over the service's event stream.

/** Every type of event; a browser is told of named events only by name. */
export const EVENT_TYPES = [
  "sprint.created",
  "sprint.updated",
  "sprint.started",
  "sprint.completed",
  "sprint.deleted",
  "team_member.added",
  "team_member.updated",
];

const STREAM = "/v1/events/stream";

/** A stream that the service refuses is asked for again after this time; a cut one at once. */
const RETRY_MILLIS = 15_000;

/**
 * @typedef {object} LiveEvent
 * @property {string} type such as sprint.created
 * @property {string} id cursor behind which the stream can go on
 * @property {any} value the event as it stands in its topic: event_type, timestamp, source, data
 */

/**
 * Listens until the page is left. Where there is no stream, the page goes on without.
 *
 * @param {(event: LiveEvent) => void} onEvent
 * @param {(connected: boolean, again: boolean) => void} [onState] again: it had been connected
 *     before, so that events may have been missed
 */
export function listen(onEvent, onState = () => {}) {
  let hadBeenConnected = false;
  /** @type {EventSource | null} */
  let source = null;

  const open = () => {
    source = new EventSource(STREAM);
    source.addEventListener("open", () => {
      onState(true, hadBeenConnected);
      hadBeenConnected = true;
      say("Live");
    });
    source.addEventListener("error", () => {
      onState(false, hadBeenConnected);
      if (source.readyState === EventSource.CLOSED) {
        say("Not live: reload to see changes by others");
        setTimeout(open, RETRY_MILLIS);
      } else {
        say("Connecting again");
      }
    });
    for (const type of EVENT_TYPES) {
      source.addEventListener(type, (message) => {
        onEvent({ type, id: message.lastEventId, value: JSON.parse(message.data) });
      });
    }
  };

  open();
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      open();
    }
  });
}

/**
 * The sprint that an event is about.
 *
 * @param {LiveEvent} event
 * @returns {string | undefined}
 */
export function sprintOf(event) {
  return event.value?.data?.sprint_id;
}

/** @param {string} text */
function say(text) {
  const place = document.getElementById("live-state");
  if (place && place.textContent !== text) {
    place.textContent = text;
  }
}
