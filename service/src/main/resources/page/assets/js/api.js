// The service's API, as pages use it.

/**
 * @typedef {object} Answer
 * @property {boolean} ok
 * @property {number} status 0 where the service could not be reached
 * @property {any} body the document, or null
 * @property {string | null} tag entity tag
 * @property {string} message what went wrong, in words; empty where nothing did
 */

/**
 * @param {string} method
 * @param {string} path
 * @param {{body?: any, headers?: Record<string, string>, signal?: AbortSignal}} [options]
 * @returns {Promise<Answer>}
 */
export async function ask(method, path, { body, headers = {}, signal } = {}) {
  const request = { method, headers: { Accept: "application/json", ...headers }, signal };
  if (body !== undefined) {
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  let response;
  let document = null;
  try {
    response = await fetch(path, request);
    const text = await response.text();
    document = text === "" ? null : JSON.parse(text);
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    return {
      ok: false,
      status: 0,
      body: null,
      tag: null,
      message: "The service cannot be reached. Check the connection and try again.",
    };
  }
  return {
    ok: response.ok,
    status: response.status,
    body: document,
    tag: response.headers.get("ETag"),
    message: response.ok || response.status === 304 ? "" : (document?.detail ?? response.statusText),
  };
}

const SPRINTS = "/v1/sprints";

/** @param {string} id */
const at = (id) => `${SPRINTS}/${encodeURIComponent(id)}`;

/** @param {string | null} tag */
const ifMatch = (tag) => (tag === null ? {} : { "If-Match": tag });

/** @param {string} id @param {string | null} [known] tag of what is known already: 304 then */
export const readSprint = (id, known = null) =>
  ask("GET", at(id), { headers: known === null ? {} : { "If-None-Match": known } });

/** @param {any} plan @param {string} key the same for each try of one creation */
export const createSprint = (plan, key) =>
  ask("POST", SPRINTS, { body: plan, headers: { "Idempotency-Key": key } });

/** @param {string} id @param {any} plan @param {string | null} tag */
export const replaceSprint = (id, plan, tag) =>
  ask("PUT", at(id), { body: plan, headers: ifMatch(tag) });

/** @param {string} id @param {"start" | "complete"} change @param {string | null} tag */
export const changeState = (id, change, tag) =>
  ask("POST", `${at(id)}/${change}`, { headers: ifMatch(tag) });

/** @param {string} id @param {string | null} tag */
export const deleteSprint = (id, tag) => ask("DELETE", at(id), { headers: ifMatch(tag) });

/** @param {any} plan @param {AbortSignal} signal */
export const previewCapacity = (plan, signal) =>
  ask("POST", "/v1/capacity/preview", { body: plan, signal });
