import { bubble, isOwn } from "./bubble.js";
import { button, element } from "./element.js";
import { icon } from "./icon.js";
import { word } from "./language.js";
import { day, dayKey } from "./time.js";

const NEAR_END = 60;
const SAME_BREATH = 300; // seconds within which neighbours join into one group

/**
 * The list of messages. It follows the newest only while the reader is at the end or has just
 * acted; otherwise it stays where they read and counts what came.
 */
export class Transcript {
  constructor(phone, unreadChanged) {
    this.phone = phone;
    this.unreadChanged = unreadChanged;
    this.drawn = new Map(); // message id -> {signature, node}
    this.following = true;
    this.expecting = false;
    this.top = 0;
    this.lastRead = null;
    this.unread = 0;
    this.list = element("div", { class: "messages", role: "log", "aria-live": "polite",
      "aria-relevant": "additions text", "aria-busy": "true", "aria-label": word("messages") });
    this.scroller = element("div", { class: "scroller", tabindex: "0", role: "group",
      "aria-label": word("messages"), onkeydown: (event) => this.walk(event) }, this.list);
    this.count = element("span", { class: "count" });
    this.toEnd = button({ class: "to-end", "aria-label": word("toNewest"), hidden: true,
      onclick: () => this.follow() }, this.count, icon("down"));
    this.element = element("div", { class: "transcript" }, this.scroller, this.toEnd);
    this.scroller.addEventListener("scroll", () => this.scrolled());
    const fit = new ResizeObserver(() => this.refit());
    fit.observe(this.scroller);
    fit.observe(this.list);
  }

  refit() {
    if (!this.following) return;
    this.goToEnd();
    this.countUnread();
  }

  show(messages) {
    const first = this.lastRead === null;
    const newest = messages.at(-1)?.message_id ?? 0;
    if (first) this.lastRead = newest;
    const fresh = newest > (this.messages?.at(-1)?.message_id ?? 0);
    if (fresh) this.meetNew(messages.at(-1));
    this.messages = messages;
    this.arrange(messages, !first);
    if (this.following) this.goToEnd();
    if (fresh && !first && this.following) this.showBeginning(messages.at(-1));
    this.countUnread();
    this.list.setAttribute("aria-busy", "false");
  }

  arrange(messages, lively) {
    const wanted = [];
    let before = null;
    for (const [index, message] of messages.entries()) {
      const newDay = !before || dayKey(before.date) !== dayKey(message.date);
      if (newDay) wanted.push(this.separator(message));
      const node = this.node(message, lively);
      node.classList.toggle("joined", !newDay && sameBreath(before, message));
      node.classList.toggle("last", !sameBreath(message, messages[index + 1]));
      wanted.push(node);
      before = message;
    }
    const ids = new Set(messages.map((message) => message.message_id));
    for (const id of this.drawn.keys()) if (!ids.has(id)) this.drawn.delete(id);
    settle(this.list, wanted);
    this.letIn();
  }

  // One stop for the Tab key: the newest button. The arrows lead from there to all the others.
  letIn() {
    const held = document.activeElement;
    const all = [...this.list.querySelectorAll("button, a")];
    const newest = [...this.list.querySelectorAll(".inline-keyboard")].at(-1);
    const stop = all.includes(held) ? held : newest?.querySelector("button");
    for (const one of all) one.tabIndex = one === stop ? 0 : -1;
  }

  walk(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const all = [...this.list.querySelectorAll("button, a")];
    const at = all.indexOf(event.target);
    const next = at < 0 ? null : all[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    this.letIn();
  }

  node(message, lively) {
    const waits = this.phone.chat.waits(message);
    const signature = JSON.stringify([message, waits]);
    const known = this.drawn.get(message.message_id);
    if (known?.signature === signature) return known.node;
    const node = bubble(message, this.phone);
    if (lively && !(known && isOwn(message))) node.classList.add(known ? "changed" : "arriving");
    if (known?.node.contains(document.activeElement)) this.keepFocus(node);
    this.drawn.set(message.message_id, { signature, node });
    return node;
  }

  // A keyboard user who pressed a button goes on in the message that replaced it.
  keepFocus(node) {
    const data = document.activeElement.dataset.callback;
    queueMicrotask(() => {
      const keys = [...node.querySelectorAll("[data-callback]")];
      (keys.find((key) => key.dataset.callback === data) ?? keys[0])
        ?.focus({ preventScroll: true });
    });
  }

  separator(message) {
    const key = dayKey(message.date);
    const known = this.list.querySelector(`[data-day="${key}"]`);
    return known ?? element("div", { class: "day", "data-day": key },
      element("span", {}, day(message.date)));
  }

  /** The reader did something: whatever comes next is what they wait for. */
  expect() {
    this.expecting = true;
  }

  meetNew(message) {
    if (this.expecting) this.following = true;
    if (!isOwn(message)) this.expecting = false;
  }

  // What is longer than the screen is read from its first line.
  showBeginning(message) {
    const { node } = this.drawn.get(message.message_id);
    if (isOwn(message) || node.offsetHeight <= this.scroller.clientHeight) return;
    this.following = false;
    node.scrollIntoView({ block: "start" });
    this.top = this.scroller.scrollTop;
  }

  /** Stay with the newest message from now on. */
  follow() {
    this.following = true;
    this.goToEnd();
    this.countUnread();
  }

  goToEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.top = this.scroller.scrollTop;
  }

  scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    if (clientHeight === 0) return; // a phone behind another tab scrolls nowhere
    // Only going up is the reader's will: a picture that loads also leaves the end far away.
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) this.following = true;
    else if (scrollTop < this.top - 1) this.following = false;
    this.top = scrollTop;
    this.countUnread();
  }

  countUnread() {
    const seen = this.following && this.scroller.clientHeight > 0 && !document.hidden;
    if (seen) this.lastRead = this.messages?.at(-1)?.message_id ?? this.lastRead;
    const unread = (this.messages ?? []).filter(
      (message) => message.message_id > this.lastRead && !isOwn(message)).length;
    this.toEnd.hidden = this.following;
    this.count.hidden = unread === 0;
    this.count.textContent = String(unread);
    this.toEnd.setAttribute("aria-label",
      unread ? word("newMessages", { count: unread }) : word("toNewest"));
    if (unread !== this.unread) {
      this.unread = unread;
      this.unreadChanged();
    }
  }
}

function sameBreath(before, after) {
  return Boolean(before && after) && isOwn(before) === isOwn(after)
    && dayKey(before.date) === dayKey(after.date) && after.date - before.date < SAME_BREATH;
}

// Moves only what is out of place, so that what the reader looks at keeps its scroll and focus.
function settle(list, wanted) {
  const keep = new Set(wanted);
  for (const node of [...list.children]) if (!keep.has(node)) node.remove();
  wanted.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
}
