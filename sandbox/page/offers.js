import { element } from "./element.js";
import { word } from "./language.js";
import { fullName } from "./people.js";
import { samplePhoto } from "./sample.js";

const PLACES = [
  ["placeTongyu", { latitude: 44.8091, longitude: 123.0885 }],
  ["placeWangqing", { latitude: 43.3127, longitude: 129.7716 }],
  ["placeChangchun", { latitude: 43.9096, longitude: 125.3242 }],
];
const STICKERS = ["👍", "🙂", "🙏", "🎉", "🌱", "😟"];

/** A number as it may be seen over a shoulder: the middle of +8613800000001 is 138****0001. */
export function masked(phoneNumber) {
  return phoneNumber.replace(/^\+?86/, "").replace(/^(\d{3})\d+(\d{4})$/, "$1****$2");
}

/** What a person can do beside writing, as a list for the attach sheet. */
export function attachments(phone) {
  return [
    { icon: "photo", label: word("photo"), run: () => pick("photo", "image/*", phone) },
    { icon: "document", label: word("document"), run: () => pick("document", "", phone) },
    { icon: "location", label: word("location"), run: () => phone.offerPlaces() },
    { icon: "contact", label: word("contact"), run: () => offerContacts(phone) },
    { icon: "voice", label: word("voice"), run: () => phone.chat.act("voice", { duration: 7 }) },
    { icon: "sticker", label: word("sticker"), run: () => offerStickers(phone) },
    { icon: "photo", label: word("samplePhoto"),
      run: async () => send("photo", await samplePhoto(), "sample.jpg", phone) },
    { icon: "scan", label: word("scan"), run: () => phone.offerCodes() },
  ];
}

function pick(kind, accept, phone) {
  const chooser = element("input", { type: "file", accept, onchange: () => {
    const file = chooser.files[0];
    if (file) send(kind, file, file.name, phone);
  } });
  chooser.click();
}

function send(kind, file, name, phone) {
  const form = new FormData();
  form.append(kind, file, name);
  return phone.chat.act(kind, form);
}

/** The places that a phone in the field might be at. */
export function places(phone) {
  return PLACES.map(([key, spot]) => ({
    icon: "location", label: word(key), detail: `${spot.latitude}, ${spot.longitude}`,
    run: () => phone.chat.act("location", spot),
  }));
}

/** Ask before the person's own number goes to the bot. */
export function offerOwnNumber(phone) {
  const { person, bot } = phone.chat;
  const title = word("shareNumber", { phone: masked(person.phone_number), name: bot.first_name });
  phone.sheets.confirm(title, word("shareNumberHint"), word("share"),
    () => phone.chat.act("contact", { own: true }));
}

function offerContacts(phone) {
  const number = masked(phone.chat.person.phone_number);
  phone.sheets.choose(word("shareContact"), [
    { icon: "contact", label: word("myNumber", { phone: number }),
      run: () => phone.chat.act("contact", { own: true }) },
    { icon: "edit", label: word("someoneElse"), run: () => askForContact(phone) },
  ]);
}

function askForContact(phone) {
  const fields = [
    { name: "first_name", label: word("name"), type: "text" },
    { name: "phone_number", label: word("phone"), type: "tel" },
  ];
  phone.sheets.fill(word("shareContact"), fields, word("share"),
    (contact) => phone.chat.act("contact", contact));
}

function offerStickers(phone) {
  phone.sheets.choose(word("whichSticker"), STICKERS.map((emoji) => ({
    label: emoji, run: () => phone.chat.act("sticker", { emoji }),
  })), "grid");
}

/**
 * What can be done with a message: copy it, hand its link to somebody else, correct one's own.
 * `link` is the first anchor in it, if any; `correct` what corrects it, if it may be.
 */
export function messageOptions(text, link, correct, phone) {
  const options = [{ icon: "copy", label: word("copy"), run: () => phone.copy(text) }];
  if (correct) options.push({ icon: "edit", label: word("edit"), run: correct });
  if (!link) return options;
  const { href } = link;
  const copyLink = () => phone.copy(href);
  options.push({ icon: "link", label: word("copyLink"), detail: href, run: copyLink });
  const payload = link.dataset.start;
  return payload === undefined ? options : [...options, ...handing(payload, phone)];
}

// An invitation is made on one phone and opened on another.
function handing(payload, phone) {
  return phone.others().map((other) => ({
    icon: "send", label: word("openAt", { name: fullName(other.person) }), detail: other.role,
    run: () => other.start(payload),
  }));
}
