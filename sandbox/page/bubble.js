import { attachmentOf } from "./attachment.js";
import { button, element } from "./element.js";
import { formatted } from "./entities.js";
import { icon } from "./icon.js";
import { inlineKeyboard } from "./keyboard.js";
import { languageOf, word } from "./language.js";
import { fullName } from "./people.js";
import { hour } from "./time.js";

/** True for what the person of the phone sent, false for what the bot did. */
export function isOwn(message) {
  return !message.from?.is_bot;
}

/** What a message says, in one string: its text or its caption. */
export function textOf(message) {
  return message.text ?? message.caption ?? "";
}

/** One message as the phone shows it: the bubble, and the inline buttons under it. */
export function bubble(message, phone) {
  const own = isOwn(message);
  const attachment = attachmentOf(message);
  const text = textOf(message);
  const body = element("div", { class: "bubble" },
    quote(message.reply_to_message),
    attachment?.element,
    text ? paragraph(message, text, phone.chat) : null,
    note(message, own, phone.chat.waits(message)));
  return element("article",
    { class: `message ${own ? "own" : "bots"}`, "aria-label": speaker(message, own, phone.chat),
      "data-message": message.message_id,
      "data-kind": attachment?.kind ?? "text", "data-bare": attachment && !text,
      oncontextmenu: (event) => openOptions(event, message, phone) },
    element("div", { class: "line" }, body, options(message, phone)),
    inlineKeyboard(message, phone));
}

/** Who spoke and when: sides and colours say so to those who see. */
function speaker(message, own, { person, bot }) {
  const name = own ? fullName(person) : bot.first_name;
  return word("saidBy", { name, hour: hour(message.date) });
}

function paragraph(message, text, chat) {
  const entities = message.entities ?? message.caption_entities;
  return element("div", { class: "text", lang: languageOf(text) },
    formatted(text, entities, chat));
}

function quote(message) {
  if (!message) return null;
  return element("blockquote", { class: "quote" }, textOf(message).slice(0, 80));
}

function note(message, own, waits) {
  return element("span", { class: "note" },
    message.edit_date ? element("span", { class: "edited" }, word("edited")) : null,
    element("time", { datetime: new Date(message.date * 1000).toISOString() },
      hour(message.date)),
    own ? element("span", { class: "tick", title: word(waits ? "sent" : "received") },
      icon(waits ? "sent" : "read")) : null);
}

function options(message, phone) {
  if (!textOf(message)) return null;
  return button(
    { class: "options", tabindex: "-1", "aria-label": word("messageMenu"), title: word("messageMenu"),
      onclick: () => phone.offerOptions(message) },
    icon("more"));
}

function openOptions(event, message, phone) {
  const chosenText = !getSelection().isCollapsed;
  if (!textOf(message) || chosenText || event.target.closest("a")) return;
  event.preventDefault();
  phone.offerOptions(message);
}
