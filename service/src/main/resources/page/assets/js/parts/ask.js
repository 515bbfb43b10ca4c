// Asks the API. What goes wrong becomes an error whose message a person can act on.

/** No question of these pages takes longer where the service is well. */
const PATIENCE_MILLIS = 40_000;

/**
 * @param {string} path
 * @param {object} [body] sent as JSON by POST
 * @returns {Promise<any>}
 */
export async function ask(path, body) {
  const request = { signal: AbortSignal.timeout(PATIENCE_MILLIS), headers: { Accept: "application/json" } };
  if (body !== undefined) {
    Object.assign(request, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Error("The service does not answer. See whether it runs, and the network.");
  }
  if (!response.ok) {
    throw new Error(await reason(response));
  }
  return response.json();
}

/** @param {Response} response */
async function reason(response) {
  try {
    const problem = await response.json();
    const errors = (problem.errors ?? []).map((error) => `${error.field} ${error.message}`);
    return [problem.detail ?? problem.title, ...errors].join(" ");
  } catch {
    return `The service answers with status ${response.status}.`;
  }
}
