import { button, element } from "./element.js";
import { icon } from "./icon.js";
import { languageOf, word } from "./language.js";

/** What rises over one phone and wants an answer; the other phones stay usable. */
export class Sheets {
  constructor(screen) {
    this.screen = screen; // the part of the phone that rests while a sheet is open
    this.element = element("div", { class: "sheets", hidden: true,
      onclick: (event) => event.target === this.element && this.close() });
  }

  open(panel) {
    this.opener ??= document.activeElement;
    this.element.replaceChildren(panel);
    this.element.hidden = false;
    this.screen.inert = true;
    panel.querySelector("[data-first], button, input")?.focus({ preventScroll: true });
  }

  close() {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.element.replaceChildren();
    this.screen.inert = false;
    this.opener?.focus({ preventScroll: true });
    this.opener = null;
  }

  /** A list to choose from: options are {label, icon?, picture?, detail?, run}. */
  choose(title, options, shape = "list") {
    const rows = options.map((option) =>
      button({ class: "choice", onclick: () => { this.close(); option.run(); } },
        option.icon ? element("span", { class: "choice-icon" }, icon(option.icon)) : null,
        option.picture
          ? element("img", { class: "choice-picture", src: option.picture, alt: "" }) : null,
        element("span", { class: "lines" },
          element("span", { class: "name" }, option.label),
          option.detail ? element("span", { class: "detail" }, option.detail) : null)));
    this.open(this.panel(title, element("div", { class: `choices ${shape}` }, rows)));
  }

  /** A question with yes and no. */
  confirm(title, hint, yes, run) {
    this.open(this.panel(title,
      hint ? element("p", { class: "hint" }, hint) : null,
      this.actions(button({ class: "strong", "data-first": true,
        onclick: () => { this.close(); run(); } }, yes))));
  }

  /** A notice that stays until it is closed, as show_alert asks for. */
  alert(text) {
    this.open(element("div", { class: "panel alert", role: "alertdialog",
      "aria-label": text },
      element("p", { class: "alert-text", lang: languageOf(text) }, text),
      button({ class: "strong", onclick: () => this.close() }, word("ok"))));
  }

  /** Fields to fill in: {name, label, type}; run gets their values by name. */
  fill(title, fields, yes, run) {
    const inputs = fields.map((field) => element("label", {}, field.label,
      element("input", { name: field.name, type: field.type, required: true,
        autocomplete: "off" })));
    const form = element("form", { onsubmit: (event) => {
      event.preventDefault();
      const values = Object.fromEntries(new FormData(form));
      this.close();
      run(values);
    } }, inputs, this.actions(element("button", { class: "strong", type: "submit" }, yes)));
    this.open(this.panel(title, form));
  }

  panel(title, ...content) {
    return element("div", { class: "panel", role: "dialog",
      "aria-label": title },
      element("div", { class: "panel-head" },
        element("h2", {}, title),
        button({ class: "quiet", "aria-label": word("close"), onclick: () => this.close() },
          icon("close"))),
      content);
  }

  actions(yes) {
    return element("div", { class: "actions" },
      button({ class: "weak", onclick: () => this.close() }, word("cancel")), yes);
  }
}
