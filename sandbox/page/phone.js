import { isOwn, textOf } from "./bubble.js";
import { ChatHead } from "./chathead.js";
import { Composer } from "./composer.js";
import { button, element } from "./element.js";
import { ReplyKeyboard, stopWaiting } from "./keyboard.js";
import { word } from "./language.js";
import { destination } from "./links.js";
import { attachments, messageOptions, offerOwnNumber, places } from "./offers.js";
import { avatar, fullName, roleOf } from "./people.js";
import { offerCodes } from "./scan.js";
import { Sheets } from "./sheet.js";
import { Toast } from "./toast.js";
import { Transcript } from "./transcript.js";

/** One person's phone, open at the chat with the bot. */
export class Phone {
  /** `page` gives what lies beyond the phone: commands(), others(), unreadChanged(). */
  constructor(chat, page) {
    this.chat = chat;
    this.page = page;
    this.toasts = new Toast();
    this.head = new ChatHead(this);
    this.transcript = new Transcript(this, page.unreadChanged);
    this.keyboard = new ReplyKeyboard(this, () => this.foldKeyboard());
    this.composer = new Composer(this);
    this.screen = element("div", { class: "screen" }, this.head.element, this.transcript.element,
      this.welcome(), this.foot(), this.keyboard.element);
    this.sheets = new Sheets(this.screen);
    this.element = element("section",
      { class: "phone", "data-person": chat.person.id,
        "aria-label": `${roleOf(chat.person)} ${fullName(chat.person)}` },
      this.owner(),
      element("div", { class: "body" }, this.screen, this.toasts.element, this.sheets.element));
    this.listen();
    this.show();
  }

  listen() {
    this.stop = new AbortController();
    const on = (name, hear) =>
      this.chat.addEventListener(name, hear, { signal: this.stop.signal });
    on("changed", () => this.show());
    on("carried", () => this.transcript.show(this.chat.messages));
    on("acting", () => this.transcript.expect());
    on("failed", ({ detail }) => {
      stopWaiting(this.element);
      this.toast(detail ? word("refused", { reason: detail }) : word("notSent"));
    });
  }

  owner() {
    const { person } = this.chat;
    return element("header", { class: "owner" }, avatar(person),
      element("span", { class: "owner-name" }, fullName(person)),
      element("span", { class: "owner-role" }, roleOf(person)));
  }

  welcome() {
    const name = this.chat.bot.first_name;
    return element("div", { class: "welcome" },
      element("span", { class: "avatar bot", "aria-hidden": "true" }, name.slice(0, 1)),
      element("p", { class: "name" }, word("nothingYet")),
      element("p", { class: "detail" }, word("nothingYetHint", { name })));
  }

  foot() {
    const wide = (name, run, weight = "strong") =>
      button({ class: `${weight} wide ${name}`, "data-act": name, onclick: run }, word(name));
    return element("div", { class: "foot" },
      wide("start", () => this.chat.start()),
      wide("scan", () => this.offerCodes(), "weak"),
      wide("unblock", () => this.chat.act("unblock")),
      this.composer.element);
  }

  show() {
    const { chat } = this;
    const { started, blocked } = chat.person;
    if (!chat.known) return;
    const begun = started || chat.messages.length > 0;
    this.element.dataset.mode = blocked ? "blocked" : begun ? "open" : "new";
    if (chat.typing) this.head.seeTyping();
    else this.head.rest();
    this.transcript.show(chat.messages);
    this.keyboard.show(blocked ? null : chat.keyboard);
    this.composer.text.placeholder = chat.keyboard?.input_field_placeholder || word("write");
  }

  /** Take an event of the sandbox that is about this chat. */
  hear(event) {
    switch (event.kind) {
      case "typing": return this.head.seeTyping();
      case "update": return event.acknowledged && this.acknowledge(event.update_id);
      case "toast": return this.answer(event);
      case "keyboard": this.keyboard.expect(); // and read the chat, as for all others
    }
    this.hush();
    return this.chat.refresh();
  }

  acknowledge(update) {
    stopWaiting(this.element);
    this.chat.acknowledge(update);
  }

  answer({ text, show_alert: alert }) {
    this.hush();
    if (text && alert) this.sheets.alert(text);
    else if (text) this.toast(text);
  }

  hush() {
    this.head.rest();
    stopWaiting(this.element);
  }

  foldKeyboard() {
    this.composer?.showToggle(this.keyboard.present, this.keyboard.open);
  }

  /** Put the focus where one writes, or where one begins. */
  enter() {
    const places = [this.composer.text, ...this.element.querySelectorAll(".foot [data-act]")];
    places.find((place) => place.checkVisibility())?.focus();
  }

  toast(text) {
    this.toasts.show(text);
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    this.toast(word("copied"));
  }

  others() {
    return this.page.others();
  }

  /** Follow a link, as a press on it does. */
  open(link) {
    const goal = destination(link, this.chat.bot.username);
    if (goal?.start !== undefined) this.chat.start(goal.start);
    else if (goal) window.open(goal.address, "_blank", "noopener");
    else this.toast(word("notHere"));
  }

  lastOwnText() {
    return this.chat.messages.findLast((message) => isOwn(message) && message.text);
  }

  offerOwnNumber() {
    offerOwnNumber(this);
  }

  offerPlaces() {
    this.sheets.choose(word("whichPlace"), places(this));
  }

  offerAttachments() {
    this.sheets.choose(word("attach"), attachments(this), "tiles");
  }

  offerCodes() {
    return offerCodes(this);
  }

  async offerCommands() {
    const commands = await this.page.commands().catch(() => []);
    if (commands.length === 0) return this.toast(word("noCommands"));
    this.sheets.choose(word("menu"), commands.map(({ command, description }) => ({
      label: `/${command}`, detail: description, run: () => this.chat.say(`/${command}`),
    })), "commands");
  }

  offerOptions(message) {
    const link = this.element.querySelector(`[data-message="${message.message_id}"] .text a`);
    const correct = isOwn(message) && message.text ? () => this.composer.correct(message) : null;
    const offered = messageOptions(textOf(message), link, correct, this);
    this.sheets.choose(word("messageMenu"), offered);
  }
}
