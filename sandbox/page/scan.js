import { word } from "./language.js";
import { fullName } from "./people.js";
import { fileAddress, readCode, Refused } from "./server.js";
import { hour } from "./time.js";

const MOST = 30;
const LINK = /^(https?|tg):/i;

/** Hold this phone over another one: choose a code that lies open there, and follow it. */
export async function offerCodes(phone) {
  let codes;
  try {
    codes = await codesAround(phone);
  } catch (error) {
    return phone.toast(error instanceof Refused ? error.message : word("notSent"));
  }
  if (codes.length === 0) return phone.toast(word("noCode"));
  phone.sheets.choose(word("whichCode"), codes.map(({ other, message, fileId, text }) => ({
    picture: fileAddress(fileId),
    label: word("phoneOf", { name: fullName(other.person) }),
    detail: [hour(message.date), message.caption?.split("\n")[0] ?? other.role].join(" · "),
    run: () => (LINK.test(text) ? phone.open(text) : phone.toast(text)),
  })));
}

async function codesAround(phone) {
  const pictures = phone.others().flatMap(picturesOf);
  pictures.sort((a, b) => b.message.message_id - a.message.message_id);
  const read = pictures.slice(0, MOST).map(async (picture) => (
    { ...picture, text: await readCode(picture.fileId) }));
  return (await Promise.all(read)).filter(({ text }) => text !== null);
}

function picturesOf(other) {
  return other.messages.filter((message) => message.photo).map((message) => (
    { other, message, fileId: message.photo.at(-1).file_id }));
}
