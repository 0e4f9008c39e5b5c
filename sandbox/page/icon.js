const SHAPES = {
  send: "M4 12 20 4.5 15.5 20 11.5 13.5Z M11.5 13.5 20 4.5",
  attach: "M20 11.5 12 19.4a5 5 0 0 1-7-7.1l8.3-8.2a3.3 3.3 0 0 1 4.7 4.7l-8.2 8a1.6 1.6 0 0 1-2.3-2.2l7.4-7.2",
  menu: "M4 7h16M4 12h16M4 17h10",
  keyboard: "M3.5 7.5a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z M7.5 10h.01M12 10h.01M16.5 10h.01M8.5 14.5h7",
  close: "M6 6 18 18M18 6 6 18",
  down: "M6 9.5 12 15.5 18 9.5",
  more: "M12 5.5h.01M12 12h.01M12 18.5h.01",
  sent: "M5 12.5 9.5 17 19 7",
  read: "M2.5 12.5 7 17 15.5 7.5M12 16.2 12.8 17 21.5 7.5",
  scan: "M4 8.5V6a2 2 0 0 1 2-2h2.5M15.5 4H18a2 2 0 0 1 2 2v2.5M20 15.5V18a2 2 0 0 1-2 2h-2.5M8.5 20H6a2 2 0 0 1-2-2v-2.5M4 12h16",
  photo: "M4 6.5a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2Z M4.5 17 9.5 11.5 13 15.5 15.5 13 19.5 17 M15.5 8.5h.01",
  document: "M6.5 3.5h7l4 4v13h-11Z M13.5 3.5v4h4 M9.5 12h5M9.5 16h5",
  location: "M12 21s-6.5-6.2-6.5-11a6.5 6.5 0 0 1 13 0c0 4.8-6.5 11-6.5 11Z M12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
  voice: "M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3Z M6 11.5a6 6 0 0 0 12 0M12 17.5V21",
  sticker: "M12 20.5a8.5 8.5 0 1 1 8.5-8.5c-4.5 0-8.5 4-8.5 8.5Z M9 10h.01M14.5 10h.01M8.5 13.5c.7 1.2 1.8 1.9 3 2",
  play: "M8 5.5 18.5 12 8 18.5Z",
  download: "M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14",
  edit: "M5 19h3L18.5 8.5l-3-3L5 16Z M13.5 7.5l3 3",
  copy: "M9 9h10.5v10.5H9Z M15 9V4.5H4.5V15H9",
  block: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z M6 6 18 18",
  restart: "M5 12a7 7 0 1 0 2.2-5.1M5 4.5v4h4",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
  clock: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z M12 7v5l3.5 2",
};

const SVG = "http://www.w3.org/2000/svg";

/** A line drawing of 24 by 24; decoration only, so hidden from screen readers. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", `icon icon-${name}`);
  drawing.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", SHAPES[name]);
  drawing.append(line);
  return drawing;
}
