import { button, element } from "./element.js";
import { word } from "./language.js";
import { cutAtLinks, destination } from "./links.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
// Inside these a bare address is not a link of its own.
const CLOSED = new Set(["url", "text_link", "email", "phone_number", "bot_command", "code", "pre"]);

/**
 * A message's text and entities as nodes. Offsets are UTF-16 code units, as JavaScript's are.
 * `chat` receives what the reader presses: commands and deep links of its bot.
 */
export function formatted(text, entities, chat) {
  const ordered = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return weave(text, 0, text.length, ordered, chat, true);
}

function weave(text, from, to, entities, chat, open) {
  const woven = [];
  let at = from;
  let waiting = entities;
  while (waiting.length > 0) {
    const [outer, ...others] = waiting;
    const start = Math.max(outer.offset, at);
    const end = Math.min(outer.offset + outer.length, to);
    waiting = others;
    if (start >= end) continue;
    woven.push(...plain(text.slice(at, start), chat, open));
    const inside = others.filter((entity) => entity.offset < end);
    const within = weave(text, start, end, inside, chat, open && !CLOSED.has(outer.type));
    woven.push(wrap(outer, text.slice(start, end), within, chat));
    waiting = others.filter((entity) => entity.offset + entity.length > end);
    at = BLOCKS.has(outer.type) && text[end] === "\n" ? end + 1 : end; // a block ends its own line
  }
  woven.push(...plain(text.slice(at, to), chat, open));
  return woven;
}

function plain(text, chat, open) {
  if (!open) return text ? [text] : [];
  return cutAtLinks(text).map((part) => {
    if (part.kind === "link") return link(part.text, [part.text], chat);
    if (part.kind === "command") return command(part.text, [part.text], chat);
    return part.text;
  });
}

function wrap(entity, text, within, chat) {
  switch (entity.type) {
    case "url": return link(text, within, chat);
    case "text_link": return link(entity.url, within, chat);
    case "email": return link(`mailto:${text}`, within, chat);
    case "phone_number": return link(`tel:${text.replace(/[^\d+]/g, "")}`, within, chat);
    case "bot_command": return command(text, within, chat);
    case "spoiler": return spoiler(within);
    case "blockquote": return element("blockquote", {}, within);
    case "expandable_blockquote": return foldedQuote(within);
    default: return element(TAGS[entity.type] ?? "span", {}, within);
  }
}

function link(written, within, chat) {
  const goal = destination(written, chat.bot.username);
  if (goal === null) return element("span", {}, within);
  if (goal.start === undefined) {
    const outside = { href: goal.address, target: "_blank", rel: "noopener noreferrer" };
    return element("a", outside, within);
  }
  const href = `https://t.me/${chat.bot.username}?start=${encodeURIComponent(goal.start)}`;
  const open = (event) => {
    event.preventDefault();
    chat.start(goal.start);
  };
  return element("a", { href, "data-start": goal.start, onclick: open }, within);
}

function command(text, within, chat) {
  return button({ class: "command", onclick: () => chat.say(text) }, within);
}

function spoiler(within) {
  const cover = element("span", { class: "spoiler", role: "button", tabindex: "0",
    title: word("hiddenText") }, within);
  const show = () => cover.classList.add("shown");
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", (event) => event.key === "Enter" && show());
  return cover;
}

function foldedQuote(within) {
  const quote = element("blockquote", { class: "folded" }, within);
  quote.addEventListener("click", () => quote.classList.toggle("unfolded"));
  return quote;
}
