import { act, readChat, Unreachable } from "./server.js";

/**
 * One person's chat with the bot: what it holds, and what the person does in it.
 * Listeners hear "acting" before a deed, "changed" after a reading, "carried" when the bot has
 * acknowledged something, and "failed" when the sandbox did not take a deed.
 */
export class Chat extends EventTarget {
  constructor(person, bot) {
    super();
    this.person = person;
    this.bot = bot;
    this.known = false; // until the first reading
    this.messages = [];
    this.keyboard = null;
    this.typing = false;
    this.reading = null;
    this.stale = false;
    this.underway = new Map(); // message id -> the update that carries it to the bot
    this.taken = new Set(); // updates that the bot has acknowledged
  }

  /** Read the chat again; however many events ask at once, one request runs at a time. */
  refresh() {
    this.stale = true;
    this.reading ??= this.read().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  async read() {
    while (this.stale) {
      this.stale = false;
      try {
        Object.assign(this, await readChat(this.person.id), { known: true });
      } catch {
        return; // the banner tells of a server that is away, and its return reads again
      }
      this.changed();
    }
  }

  changed() {
    this.dispatchEvent(new Event("changed"));
  }

  become(person) {
    this.person = person;
    this.changed();
  }

  /** Do a deed of the contract; true when the sandbox took it. */
  async act(deed, body) {
    this.dispatchEvent(new Event("acting"));
    try {
      this.follow(await act(this.person.id, deed, body));
    } catch (error) {
      const reason = error instanceof Unreachable ? null : error.message;
      this.dispatchEvent(new CustomEvent("failed", { detail: reason }));
      return false;
    }
    await this.refresh();
    return true;
  }

  follow({ update_id: update, message }) {
    if (message && !this.taken.has(update)) this.underway.set(message.message_id, update);
  }

  /** The bot has acknowledged an update. */
  acknowledge(update) {
    this.taken.add(update);
    for (const [message, carrier] of this.underway) {
      if (carrier === update) this.underway.delete(message);
    }
    this.dispatchEvent(new Event("carried"));
  }

  /** Whether a message has not reached the bot yet, as far as this page saw it sent. */
  waits(message) {
    return this.underway.has(message.message_id);
  }

  start(payload) {
    return this.act("start", payload ? { payload } : {});
  }

  say(text) {
    return this.act("text", { text });
  }

  tap(messageId, data) {
    return this.act("tap", { message_id: messageId, data });
  }

  edit(messageId, text) {
    return this.act("edit", { message_id: messageId, text });
  }
}
