/** The server answered, and refused; the message is its own reason. */
export class Refused extends Error {
  constructor(status, reason) {
    super(reason);
    this.status = status;
  }
}
/** No answer came: the server is away. */
export class Unreachable extends Error {}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Unreachable(path);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    const reason = answer.description ?? answer.error ?? `${response.status}`;
    throw new Refused(response.status, reason);
  }
  return answer;
}

function post(path, body = {}) {
  if (body instanceof FormData) return ask(path, { method: "POST", body });
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

export function readState() {
  return ask("/sandbox/state");
}

export function readChat(personId) {
  return ask(`/sandbox/chats/${personId}`);
}

/** What a person does: start, text, tap, contact, … with the body that the contract names. */
export function act(personId, deed, body) {
  return post(`/sandbox/chats/${personId}/${deed}`, body);
}

export function moveClock(by) {
  return post("/sandbox/clock", by);
}

export function fileAddress(fileId) {
  return `/sandbox/files/${encodeURIComponent(fileId)}`;
}

/** What the code in a picture says, or null where it holds none. */
export async function readCode(fileId) {
  try {
    return (await ask(`${fileAddress(fileId)}/code`)).text;
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}
