import { Chat } from "./chat.js";
import { Clock } from "./clock.js";
import { commandsFor } from "./commands.js";
import { button, element } from "./element.js";
import { Events } from "./events.js";
import { choose, language, LANGUAGES, word } from "./language.js";
import { avatar, fullName, roleOf } from "./people.js";
import { Phone } from "./phone.js";
import { readState } from "./server.js";

const AGAIN = 2000;

/** The whole page: its head, the tabs that a narrow screen has, and the phones. */
class Page {
  constructor() {
    this.phones = [];
    this.clock = new Clock(() => this.readAll());
    this.skip = element("a", { class: "skip", href: "#",
      onclick: (event) => { event.preventDefault(); this.skipToField(); } });
    this.head = element("header", { class: "head" });
    this.away = element("div", { class: "away", role: "status" });
    this.tabs = element("nav", { class: "tabs" });
    this.desk = element("main", { class: "phones" });
    document.body.append(this.skip, this.head, this.away, this.tabs, this.desk);
    this.current = chosenPhone();
    this.drawHead();
    this.closeBySigns();
    addEventListener("popstate", () => this.showPhone(chosenPhone() ?? this.chats?.[0]?.person.id));
    document.addEventListener("visibilitychange", () => {
      for (const phone of this.phones) phone.transcript.countUnread();
    });
    new Events({
      opened: () => this.readAll(),
      gone: () => this.showAway(true),
      heard: (event) => this.hear(event),
    });
  }

  drawHead() {
    const languages = LANGUAGES.map(({ code, short, name }) =>
      button({ lang: code, title: name, "aria-label": name,
        "aria-pressed": String(code === language()), onclick: () => this.speak(code) }, short));
    this.head.replaceChildren(
      element("h1", { class: "brand" },
        element("span", { class: "brand-name" }, word("brand")),
        element("span", { class: "brand-kind" }, word("sandbox"))),
      this.clock.element,
      element("div", { class: "languages", role: "group", "aria-label": word("language") },
        languages));
    this.skip.textContent = word("skip");
    document.title = word("title");
  }

  /** Esc, and a press anywhere else, close what lies open. */
  closeBySigns() {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) this.closeAll(null);
    });
    document.addEventListener("pointerdown", (event) => this.closeAll(event.target));
  }

  closeAll(but) {
    if (!this.clock.element.contains(but)) this.clock.close();
    for (const { sheets } of this.phones) if (!sheets.element.contains(but)) sheets.close();
  }

  skipToField() {
    const phone = this.phones.find(({ chat }) => chat.person.id === this.current);
    phone?.enter();
  }

  async readAll() {
    let state;
    try {
      state = await readState();
    } catch {
      this.showAway(true);
      clearTimeout(this.again);
      this.again = setTimeout(() => this.readAll(), AGAIN);
      return;
    }
    this.showAway(false);
    this.take(state);
    await Promise.all(this.phones.map((phone) => phone.chat.refresh()));
    document.body.dataset.ready = "true";
  }

  take({ bot, people, now }) {
    this.clock.set(now);
    const ids = people.map((person) => person.id).join();
    if (ids !== this.ids) {
      this.ids = ids;
      this.chats = people.map((person) => new Chat(person, bot));
      this.drawPhones();
    }
    people.forEach((person, index) => this.chats[index].become(person));
  }

  drawPhones() {
    for (const phone of this.phones) phone.stop.abort();
    this.phones = this.chats.map((chat) => new Phone(chat, {
      commands: async () => commandsFor((await readState()).commands, chat.person),
      others: () => this.othersThan(chat),
      unreadChanged: () => this.drawTabs(),
    }));
    if (!this.chats.some(({ person }) => person.id === this.current)) {
      this.current = this.chats[0]?.person.id;
    }
    this.desk.replaceChildren(...this.phones.map((phone) => phone.element));
    this.drawTabs();
  }

  othersThan(own) {
    return this.chats.filter((chat) => chat !== own).map((chat) => ({
      person: chat.person,
      role: roleOf(chat.person),
      messages: chat.messages,
      start: (payload) => {
        this.turnTo(chat.person.id);
        return chat.start(payload);
      },
    }));
  }

  drawTabs() {
    this.tabs.setAttribute("aria-label", word("people"));
    this.tabs.replaceChildren(...this.phones.map((phone) => this.tab(phone)));
    for (const { element: drawn, chat } of this.phones) {
      drawn.classList.toggle("current", chat.person.id === this.current);
    }
    const unread = this.phones.reduce((sum, phone) => sum + phone.transcript.unread, 0);
    document.title = unread && document.hidden ? `(${unread}) ${word("title")}` : word("title");
  }

  tab({ chat, transcript }) {
    const { person } = chat;
    return button(
      { class: "tab", "data-tab": person.id, "aria-pressed": String(person.id === this.current),
        onclick: () => this.turnTo(person.id) },
      avatar(person),
      element("span", { class: "lines" },
        element("span", { class: "name" }, fullName(person)),
        element("span", { class: "detail" }, roleOf(person))),
      transcript.unread ? element("span", { class: "count" }, String(transcript.unread)) : null);
  }

  /** The address names the phone, so that a reload and the way back find it. */
  turnTo(personId) {
    if (personId !== this.current) history.pushState(null, "", `#${personId}`);
    this.showPhone(personId);
    this.tabs.querySelector(`[data-tab="${personId}"]`).focus(); // redrawn, so focused anew
  }

  showPhone(personId) {
    this.current = personId;
    this.drawTabs();
  }

  hear(event) {
    if (event.kind === "clock" && event.now) this.clock.set(event.now);
    if (event.kind === "blocked") this.readPeople();
    if (event.kind === "reload") this.readAll();
    this.phones.find(({ chat }) => chat.person.id === event.chat_id)?.hear(event);
  }

  async readPeople() {
    await readState().then((state) => this.take(state), () => this.readAll());
  }

  speak(code) {
    choose(code);
    this.drawHead();
    this.clock.draw();
    if (this.phones.length) this.drawPhones();
    this.showAway(this.gone);
    this.head.querySelector(`[lang="${code}"]`).focus();
  }

  showAway(gone) {
    this.gone = gone;
    this.away.replaceChildren(...(gone ? [element("p", {}, word("gone"))] : []));
  }
}

/** The person whose phone the address names. */
function chosenPhone() {
  return Number(location.hash.slice(1)) || undefined;
}

new Page();
