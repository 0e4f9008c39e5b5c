import en from "./words.en.js";
import ko from "./words.ko.js";
import zh from "./words.zh.js";

const CATALOGUES = { zh, ko, en };
const KEPT_AS = "sandbox-language";

/** What the switch offers: code and the name each language gives itself, short and in full. */
export const LANGUAGES = [
  { code: "zh", short: "中", name: "中文" },
  { code: "ko", short: "한", name: "한국어" },
  { code: "en", short: "EN", name: "English" },
];

let current = chosenBefore() ?? askedByBrowser() ?? "zh";
document.documentElement.lang = current;

function chosenBefore() {
  const kept = localStorage.getItem(KEPT_AS);
  return kept in CATALOGUES ? kept : null;
}

function askedByBrowser() {
  const code = navigator.language.slice(0, 2).toLowerCase();
  return code in CATALOGUES ? code : null;
}

export function language() {
  return current;
}

export function choose(code) {
  current = code;
  localStorage.setItem(KEPT_AS, code);
  document.documentElement.lang = code;
}

/** The page's own words in the language of the switch; {name} is filled from values. */
export function word(key, values = {}) {
  const sentence = CATALOGUES[current][key] ?? zh[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** The language that a text is written in, as far as its letters tell: line breaking needs it. */
export function languageOf(text) {
  if (/[\uac00-\ud7a3\u1100-\u11ff]/.test(text)) return "ko";
  if (/[\u3400-\u9fff]/.test(text)) return "zh";
  return /[a-z]/i.test(text) ? "en" : null;
}
