import { element } from "./element.js";
import { word } from "./language.js";

/** A name as it is written: Chinese without a blank, others with one. */
export function fullName(person) {
  const parts = [person.last_name, person.first_name].filter(Boolean);
  return parts.join(/[a-z]/i.test(parts.join("")) ? " " : "");
}

/** The role in the page's language, or the caption of a role that it has no word for. */
export function roleOf(person) {
  const known = ["labourer", "broker", "staff"].includes(person.role);
  return known ? word(person.role) : person.caption || person.role;
}

/** A coloured disc with the initial. */
export function avatar(person) {
  return element("span", { class: "avatar", "data-role": person.role, "aria-hidden": "true" },
    fullName(person).slice(0, 1));
}
