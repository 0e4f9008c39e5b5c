import { button, element } from "./element.js";
import { icon } from "./icon.js";
import { word } from "./language.js";
import { moveClock } from "./server.js";
import { day, hour, shortDay } from "./time.js";

const MOVES = [
  ["hour", { hours: 1 }],
  ["evening", { at: "18:00" }],
  ["morning", { at: "07:00" }],
  ["tomorrow", { tomorrow: "08:00" }],
  ["month", { first: "09:00" }],
  ["ninety", { days: 89, tomorrow: "10:30" }],
];

/** The sandbox's time in the page's head, and the buttons that move it. */
export class Clock {
  constructor(failed) {
    this.failed = failed;
    this.ahead = 0; // milliseconds that the sandbox is ahead of this machine
    this.element = element("div", { class: "clock" });
    this.folded = matchMedia("(max-width: 1380px)"); // as in clock.css
    this.folded.addEventListener("change", () => this.settle());
    this.draw();
    setInterval(() => this.tick(), 1000);
  }

  draw() {
    this.day = element("span", { class: "clock-day" });
    this.shortDay = element("span", { class: "clock-short-day" });
    this.hour = element("span", { class: "clock-hour" });
    this.face = button(
      { class: "clock-face", "aria-expanded": "false",
        onclick: () => this.unfold(!this.element.classList.contains("open")) },
      element("span", { class: "unseen" }, word("clock")), icon("clock"), this.day, this.shortDay, this.hour, icon("down"),
    );
    const moves = MOVES.map(([key, by]) =>
      button({ class: "move", "data-move": key, onclick: () => this.move(by) }, word(key)));
    this.said = element("span", { class: "unseen", role: "status" });
    this.element.replaceChildren(
      this.face,
      element("div", { class: "moves", role: "group", "aria-label": word("clock") }, moves),
      this.said,
    );
    this.settle();
    this.tick();
  }

  // Where the moves lie open the face is no button.
  settle() {
    this.face.disabled = !this.folded.matches;
  }

  now() {
    return (Date.now() + this.ahead) / 1000;
  }

  /** Take the sandbox's time, in ISO 8601. */
  set(now) {
    this.ahead = Date.parse(now) - Date.now();
    this.tick();
  }

  tick() {
    this.day.textContent = day(this.now(), true);
    this.shortDay.textContent = shortDay(this.now());
    this.hour.textContent = hour(this.now());
  }

  /** Fold the moves away; where they had the focus, the face has it then. */
  close() {
    const had = this.element.contains(document.activeElement);
    if (!this.element.classList.contains("open")) return;
    this.unfold(false);
    if (had) this.face.focus();
  }

  unfold(open) {
    this.element.classList.toggle("open", open);
    this.face.setAttribute("aria-expanded", String(open));
  }

  async move(by) {
    try {
      this.set((await moveClock(by)).now);
      const now = `${this.day.textContent} ${this.hour.textContent}`;
      this.said.textContent = word("clockMoved", { now });
    } catch (error) {
      this.failed(error);
    }
    this.unfold(false);
  }
}
