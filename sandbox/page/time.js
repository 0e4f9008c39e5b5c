import { language } from "./language.js";

const ZONE = "Asia/Shanghai";
const made = new Map();

function formatter(shape) {
  const key = language() + JSON.stringify(shape);
  if (!made.has(key)) {
    const locale = language() === "en" ? "en-GB" : language();
    made.set(key, new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...shape }));
  }
  return made.get(key);
}

const HOUR = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DAY = { month: "long", day: "numeric", weekday: "short" };

/** All of these take seconds since 1970, as the Bot API's dates are, and speak county time. */
export function hour(seconds) {
  return formatter(HOUR).format(seconds * 1000);
}

export function day(seconds, yearToo = false) {
  return formatter(yearToo ? { year: "numeric", ...DAY } : DAY).format(seconds * 1000);
}

export function shortDay(seconds) {
  const month = language() === "en" ? "short" : "numeric"; // 1/12 reads as two different days
  return formatter({ year: "numeric", month, day: "numeric" }).format(seconds * 1000);
}

/** The same for two moments of one day in the county, whatever the page's language. */
export function dayKey(seconds) {
  const shape = { timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric" };
  if (!made.has("key")) made.set("key", new Intl.DateTimeFormat("en", shape));
  return made.get("key").format(seconds * 1000);
}

/** Seconds as 0:07, the length of a recording. */
export function length(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
