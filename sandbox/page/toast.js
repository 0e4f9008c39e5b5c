import { element } from "./element.js";
import { languageOf } from "./language.js";

const SHORTEST = 2500;
const PER_LETTER = 90;

/** Short words that come over the chat and go by themselves, the newest replacing the last. */
export class Toast {
  constructor() {
    this.element = element("div", { class: "toast", role: "status", "aria-live": "polite" });
  }

  show(text) {
    clearTimeout(this.timer);
    this.element.replaceChildren(element("p", { lang: languageOf(text) }, text));
    this.timer = setTimeout(() => this.element.replaceChildren(),
      SHORTEST + PER_LETTER * text.length);
  }
}
