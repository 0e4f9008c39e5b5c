import { button, element } from "./element.js";
import { icon } from "./icon.js";
import { languageOf, word } from "./language.js";

const LONGEST_WAIT = 8000;

/** The buttons under a message, or null. A pressed one waits until the bot did something. */
export function inlineKeyboard(message, phone) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return element("div", { class: "inline-keyboard", role: "group",
    "aria-label": word("inlineKeyboard") },
    rows.map((row) => element("div", { class: "row" },
      row.map((label) => inlineButton(label, message, phone)))));
}

function inlineButton(label, message, phone) {
  const traits = { class: "key", lang: languageOf(label.text) };
  if (label.callback_data !== undefined) {
    const tap = (event) => {
      wait(event.currentTarget);
      phone.chat.tap(message.message_id, label.callback_data);
    };
    return button({ ...traits, "data-callback": label.callback_data, onclick: tap }, label.text);
  }
  if (label.url) return linkButton(label, traits, phone);
  if (label.copy_text) {
    const copy = () => phone.copy(label.copy_text.text);
    return button({ ...traits, onclick: copy }, label.text, icon("copy"));
  }
  return button({ ...traits, onclick: () => phone.toast(word("notHere")) }, label.text);
}

function linkButton(label, traits, phone) {
  const open = () => phone.open(label.url);
  return button({ ...traits, "data-url": label.url, onclick: open }, label.text, icon("link"));
}

function wait(pressed) {
  pressed.classList.add("waiting");
  setTimeout(() => pressed.classList.remove("waiting"), LONGEST_WAIT);
}

/** Whatever was pressed has been answered. */
export function stopWaiting(root) {
  for (const pressed of root.querySelectorAll(".waiting")) pressed.classList.remove("waiting");
}

/** The reply keyboard below the message field. */
export class ReplyKeyboard {
  constructor(phone, folded) {
    this.phone = phone;
    this.folded = folded; // called when the keyboard opens, closes, comes or goes
    this.shown = "";
    this.open = false;
    this.element = element("div", { class: "reply-keyboard", role: "group",
      "aria-label": word("replyKeyboard"), hidden: true });
  }

  get present() {
    return Boolean(this.shown);
  }

  /** The bot has sent a keyboard: it opens, even if it is the one that was folded away. */
  expect() {
    this.shown = null;
  }

  /** Show a markup of the Bot API, or none for null; the same one again stays as it is. */
  show(markup) {
    const rows = markup?.keyboard;
    const signature = rows ? JSON.stringify(markup) : "";
    if (signature === this.shown) return;
    this.shown = signature;
    this.element.replaceChildren(...(rows ?? []).map((row) =>
      element("div", { class: "row" }, row.map((label) => this.key(label, markup)))));
    this.turn(Boolean(rows));
  }

  turn(open) {
    this.open = open;
    this.element.hidden = !open;
    this.folded();
  }

  key(label, markup) {
    const text = typeof label === "string" ? label : label.text;
    const press = () => {
      this.press(text, label);
      if (markup.one_time_keyboard) this.turn(false);
    };
    const mark = label.request_contact ? icon("contact")
      : label.request_location ? icon("location") : null;
    return button({ class: "key", lang: languageOf(text), onclick: press }, mark, text);
  }

  press(text, label) {
    if (label.request_contact) return this.phone.offerOwnNumber();
    if (label.request_location) return this.phone.offerPlaces();
    if (label.web_app || label.request_users || label.request_chat || label.request_poll) {
      return this.phone.toast(word("notHere"));
    }
    return this.phone.chat.say(text);
  }
}
