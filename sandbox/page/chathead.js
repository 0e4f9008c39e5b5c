import { button, element } from "./element.js";
import { icon } from "./icon.js";
import { word } from "./language.js";

const TYPING_LASTS = 5500;

/** The bar over a chat: who the bot is, whether it is typing, and what else can be done. */
export class ChatHead {
  constructor(phone) {
    this.phone = phone;
    const name = phone.chat.bot.first_name;
    this.status = element("span", { class: "status", role: "status" });
    this.element = element("header", { class: "chat-head" },
      element("span", { class: "avatar bot", "aria-hidden": "true" }, name.slice(0, 1)),
      element("div", { class: "lines" }, element("h2", {}, name), this.status),
      button({ class: "quiet more", "aria-label": word("more"), title: word("more"),
        onclick: () => this.offerMore() }, icon("more")));
  }

  seeTyping() {
    clearTimeout(this.typingEnds);
    this.status.textContent = word("typing");
    this.status.classList.add("typing");
    this.typingEnds = setTimeout(() => this.rest(), TYPING_LASTS);
  }

  /** Nobody is typing. */
  rest() {
    clearTimeout(this.typingEnds);
    this.status.classList.remove("typing");
    this.status.textContent = word(this.phone.chat.person.blocked ? "blockedStatus" : "bot");
  }

  offerMore() {
    const { chat, sheets } = this.phone;
    const turn = chat.person.blocked ? "unblock" : "block";
    sheets.choose(chat.bot.first_name, [
      { icon: "restart", label: word("restart"), detail: "/start", run: () => chat.start() },
      { icon: "block", label: word(turn), run: () => chat.act(turn) },
    ]);
  }
}
