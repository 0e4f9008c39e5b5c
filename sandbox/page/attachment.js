import { element } from "./element.js";
import { icon } from "./icon.js";
import { word } from "./language.js";
import { fileAddress } from "./server.js";
import { length } from "./time.js";

const KINDS = { photo, document: file, venue, location, contact, voice, sticker };
// A document comes along with an animation, a location with a venue: the first that fits is it.
const ORDER = ["photo", "venue", "location", "contact", "voice", "sticker", "document"];
const FILES = ["audio", "video", "animation", "video_note"];
const OTHERS = ["poll", "dice", "story", "game", "invoice"];

/** {kind, element} for what a message carries beside its text, or null. */
export function attachmentOf(message) {
  const kind = ORDER.find((name) => message[name]);
  if (kind) return { kind, element: KINDS[kind](message[kind]) };
  const media = FILES.find((name) => message[name]);
  if (media) return { kind: "document", element: file(message[media]) };
  if (OTHERS.some((name) => message[name])) {
    return { kind: "other", element: element("p", { class: "other" }, word("otherMessage")) };
  }
  return null;
}

function photo(sizes) {
  const best = sizes.reduce((a, b) => (b.width > a.width ? b : a));
  const address = fileAddress(best.file_id);
  const picture = element("img", {
    src: address, alt: word("photo"), width: best.width, height: best.height, loading: "lazy",
  });
  // Panoramas and long receipts are cropped to something a phone can show.
  const shape = Math.min(Math.max(best.width / best.height, 0.7), 2.2);
  picture.style.aspectRatio = String(shape);
  const frame = element("a", { class: "photo", href: address, target: "_blank" }, picture);
  picture.addEventListener("error", () => {
    frame.replaceChildren(element("span", { class: "broken" }, icon("photo"), word("noPicture")));
  });
  return frame;
}

function file(document) {
  const name = document.file_name ?? document.title ?? word("document");
  return element(
    "a",
    { class: "card file", href: fileAddress(document.file_id), download: name,
      "aria-label": `${word("download")} ${name}` },
    element("span", { class: "badge" }, icon("document")),
    element("span", { class: "lines" },
      element("span", { class: "name" }, name),
      element("span", { class: "detail" }, size(document.file_size), " ", icon("download"))),
  );
}

function size(bytes) {
  if (bytes === undefined) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function place(title, detail, spot) {
  const figures = `${spot.latitude.toFixed(4)}, ${spot.longitude.toFixed(4)}`;
  return element("figure", { class: "place" },
    element("div", { class: "map", role: "img", "aria-label": figures }, icon("location")),
    element("figcaption", {},
      element("span", { class: "name" }, title),
      detail ? element("span", { class: "detail" }, detail) : null,
      element("span", { class: "detail" }, figures)));
}

function location(spot) {
  return place(word("location"), null, spot);
}

function venue(found) {
  return place(found.title, found.address, found.location);
}

function contact(person) {
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return element("div", { class: "card" },
    element("span", { class: "badge round" }, name.slice(0, 1)),
    element("span", { class: "lines" },
      element("span", { class: "name" }, name),
      element("span", { class: "detail" }, person.phone_number)));
}

function voice(recording) {
  const bars = [5, 9, 14, 8, 16, 11, 6, 13, 18, 9, 5, 12, 15, 7, 10, 6, 13, 8, 4].map((high) => {
    const bar = element("i");
    bar.style.height = `${high}px`;
    return bar;
  });
  return element("div", { class: "card voice", role: "img",
    "aria-label": `${word("voice")} ${length(recording.duration)}` },
    element("span", { class: "badge round" }, icon("play")),
    element("span", { class: "lines" },
      element("span", { class: "bars" }, bars),
      element("span", { class: "detail" }, length(recording.duration))));
}

function sticker(drawn) {
  return element("div", { class: "sticker", role: "img", "aria-label": word("sticker") },
    drawn.emoji ?? "🙂");
}
