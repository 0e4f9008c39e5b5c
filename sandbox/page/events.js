const KINDS = [
  "message", "edited", "deleted", "markup", "typing", "keyboard",
  "toast", "clock", "blocked", "update", "reload",
];
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 4000;

/**
 * What happens in the sandbox, as it happens. After every (re)connection `opened` is called
 * and the page reads everything again, so nothing depends on which events were missed.
 */
export class Events {
  constructor({ heard, opened, gone }) {
    this.heard = heard;
    this.opened = opened;
    this.gone = gone;
    this.pause = FIRST_PAUSE;
    this.connect();
  }

  connect() {
    this.source = new EventSource("/sandbox/events");
    this.source.onopen = () => {
      this.pause = FIRST_PAUSE;
      this.opened();
    };
    const hear = (event) => this.heard(JSON.parse(event.data));
    for (const kind of KINDS) this.source.addEventListener(kind, hear);
    this.source.onerror = () => this.reconnect();
  }

  // The browser's own retry gives up at a proxy's error page and asks for a sequence number
  // that a restarted server may not know: both are avoided by a fresh source.
  reconnect() {
    this.source.close();
    this.gone();
    setTimeout(() => this.connect(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }
}
