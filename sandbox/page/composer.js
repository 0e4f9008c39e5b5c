import { textOf } from "./bubble.js";
import { Draft } from "./draft.js";
import { button, element } from "./element.js";
import { icon } from "./icon.js";
import { word } from "./language.js";

const TALLEST = 140;

/** The message field with its buttons; it also corrects a message that was sent. */
export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.draft = new Draft(phone.chat.person.id);
    this.correcting = null;
    this.text = element("textarea", { name: "text", rows: "1", placeholder: word("write"),
      "aria-label": word("write"), autocomplete: "off", maxlength: "4096",
      oninput: () => this.typed(), onkeydown: (event) => this.pressed(event) });
    this.text.value = this.draft.read();
    this.toggle = button({ class: "quiet toggle", hidden: true,
      onclick: () => phone.keyboard.turn(!phone.keyboard.open) });
    this.strip = element("div", { class: "correcting", hidden: true });
    this.submit = element("button", { class: "send", name: "send", type: "submit",
      "aria-label": word("send"), title: word("send") }, icon("send"));
    this.element = element("form", { class: "composer",
      onsubmit: (event) => { event.preventDefault(); this.send(); } },
      this.strip, this.bar());
    this.fit();
  }

  bar() {
    const opens = (name, run) => button({ class: `quiet ${name}`, "aria-label": word(name),
      title: word(name), onclick: run }, icon(name));
    return element("div", { class: "bar" },
      opens("menu", () => this.phone.offerCommands()),
      element("div", { class: "field" }, this.text, this.toggle,
        opens("attach", () => this.phone.offerAttachments())),
      this.submit);
  }

  typed() {
    if (!this.correcting) this.draft.keep(this.text.value);
    this.fit();
  }

  fit() {
    this.element.classList.toggle("empty", !this.text.value.trim());
    this.text.style.height = "auto";
    if (this.text.scrollHeight) {
      this.text.style.height = `${Math.min(this.text.scrollHeight, TALLEST)}px`;
    }
  }

  pressed(event) {
    // Chinese and Korean input methods use Enter to finish a word: that one is not ours.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.correcting) {
      this.stopCorrecting();
    } else if (event.key === "ArrowUp" && !this.text.value) {
      const last = this.phone.lastOwnText();
      if (last) this.correct(last);
    }
  }

  /** The field empties at once and gets its words back when they could not be sent. */
  async send() {
    const written = this.text.value;
    if (!written.trim()) return;
    const corrected = this.correcting;
    this.text.value = "";
    if (corrected) this.stopCorrecting();
    this.fit();
    this.text.focus();
    const taken = corrected
      ? await this.phone.chat.edit(corrected.message_id, written.trim())
      : await this.phone.chat.say(written.trim());
    if (!taken) this.text.value = [written, this.text.value].filter(Boolean).join("\n");
    this.typed();
  }

  correct(message) {
    this.correcting = message;
    this.strip.replaceChildren(icon("edit"),
      element("span", {}, `${word("editing")} · ${textOf(message)}`),
      button({ class: "quiet", "aria-label": word("cancel"),
        onclick: () => this.stopCorrecting() }, icon("close")));
    this.strip.hidden = false;
    this.text.value = textOf(message);
    this.fit();
    this.text.focus();
  }

  stopCorrecting() {
    this.correcting = null;
    this.strip.hidden = true;
    this.text.value = this.draft.read();
    this.fit();
  }

  /** Let the keyboard's button say what pressing it does. */
  showToggle(present, open) {
    const label = word(open ? "hideKeyboard" : "showKeyboard");
    this.toggle.hidden = !present;
    this.toggle.title = label;
    this.toggle.setAttribute("aria-label", label);
    this.toggle.setAttribute("aria-expanded", String(open));
    this.toggle.replaceChildren(icon(open ? "down" : "keyboard"));
  }
}
