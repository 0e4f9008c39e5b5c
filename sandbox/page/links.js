const TELEGRAM = /^(https?:\/\/)?(www\.)?(t|telegram)\.me\//i;
const PAYLOAD = /^[\w-]{0,64}/; // what follows it, such as a full stop 。, is not the link's
const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * Where a link leads: {start: payload} into the chat with this bot, {address} out of the page,
 * or null for an address that a page must not open (javascript:, data:, …).
 */
export function destination(link, botUsername) {
  const written = TELEGRAM.test(link) || !/^[a-z][a-z0-9+.-]*:/i.test(link)
    ? link.replace(/^(https?:\/\/)?/i, "https://")
    : link;
  let address;
  try {
    address = new URL(written);
  } catch {
    return null;
  }
  const named = botNamedBy(address);
  if (named && named.toLowerCase() === botUsername.toLowerCase()) {
    return { start: PAYLOAD.exec(address.searchParams.get("start") ?? "")[0] };
  }
  return SAFE.has(address.protocol) ? { address: address.href } : null;
}

function botNamedBy(address) {
  if (address.protocol === "tg:" && /^\/*resolve/.test(address.host + address.pathname)) {
    return address.searchParams.get("domain");
  }
  return TELEGRAM.test(address.href) ? address.pathname.split("/")[1] : null;
}

const ADDRESS = /(?:https?:\/\/|\b(?:t|telegram)\.me\/)[\w\-.~:/?#[\]@!$&'()*+,;=%]+/;
const COMMAND = /(?<![^\s])\/[a-z][a-z0-9_]{0,31}(?![\w/])/;
const FOUND = new RegExp(`${ADDRESS.source}|${COMMAND.source}`, "gi");

/**
 * Plain text cut where links and commands stand, as Telegram's apps find them without entities:
 * a list of {kind: "text"|"link"|"command", text}.
 */
export function cutAtLinks(text) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(FOUND)) {
    const found = match[0].replace(/[.,;:!?)\]']+$/, "");
    if (match.index > at) parts.push({ kind: "text", text: text.slice(at, match.index) });
    parts.push({ kind: found.startsWith("/") ? "command" : "link", text: found });
    at = match.index + found.length;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}
