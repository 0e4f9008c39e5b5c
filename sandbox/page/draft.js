/** The words that a person has typed and not sent; they outlive a reload of the page. */
export class Draft {
  constructor(personId) {
    this.key = `sandbox-draft-${personId}`;
  }

  read() {
    return sessionStorage.getItem(this.key) ?? "";
  }

  keep(text) {
    if (text) sessionStorage.setItem(this.key, text);
    else sessionStorage.removeItem(this.key);
  }
}
