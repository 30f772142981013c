// From text to terms, as readingroom/search/words.py does it. Both are held together by tests/search/vectors.json.

const SPACELESS =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u1950-\\u19df\\u1a20-\\u1aaf\\ua9e0-\\ua9ff\\uaa60-\\uaa7f" +
  "\\u1100-\\u11ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u303c\\u3040-\\u30ff\\u3130-\\u318f\\u31f0-\\u31ff" +
  "\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff\\uff66-\\uffdc\\u{20000}-\\u{3ffff}";
const IGNORED = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff\\u0640\\ufe00-\\ufe0f";
const APOSTROPHES = "\\u02b9-\\u02bf\\u02c8\\u07f4\\u07f5";
const JOINING = "\\-\\u2010\\u2011";
const START = `[${IGNORED}]*(?![${APOSTROPHES}${IGNORED}])[\\p{L}\\p{N}]`;
const REST = `(?:(?![${APOSTROPHES}])[\\p{L}\\p{M}\\p{N}${IGNORED}])*`;
const COMPOUND = new RegExp(`${START}${REST}(?:[${JOINING}]${START}${REST}){0,3}`, "gu");
const HYPHEN = new RegExp(`[${JOINING}]`, "u");
const IS_SPACELESS = new RegExp(`[${SPACELESS}]`, "u");
const UNIT = new RegExp(`[${SPACELESS}][\\p{M}${IGNORED}]*|[^${SPACELESS}]+`, "gu");
const IS_IGNORED = new RegExp(`[${IGNORED}]`, "gu");
const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]/g;
/** @type {Record<string, string>} */
const LETTER_FORMS = { "ß": "ss", "ſ": "s", "ς": "σ", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t" };
const LETTER_FORM = /[ßſςæœøłđðþħıŧ]/g;

/** The term of a word: without case, optional diacritics and ligatures. @param {string} word */
function fold(word) {
  if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase();
  const text = word.replace(IS_IGNORED, "").normalize("NFKC").toLowerCase().normalize("NFD");
  return text.replace(/\u0438\u0306/g, "\u0439").replace(MARKS, "").replace(LETTER_FORM, (form) => LETTER_FORMS[form]).normalize("NFC");
}

/**
 * The words of a text: how each stands there, its term, its place among them and how many places it takes, and where it begins and ends.
 * @typedef {{word: string, term: string, at: number, parts: number, start: number, end: number}} Word
 * @param {string} text in composed letters
 * @returns {Word[]}
 */
function words(text) {
  /** @type {Word[]} */
  const found = [];
  let at = 0;
  const add = (/** @type {string} */ raw, /** @type {number} */ start, /** @type {number} */ length) => {
    const word = raw.replace(IS_IGNORED, "");
    found.push({ word, term: fold(word), at: at++, parts: 1, start, end: start + length });
  };
  for (const match of text.matchAll(COMPOUND)) {
    const parts = match[0].split(HYPHEN);
    let start = match.index;
    if (parts.length > 1 && !parts.some((part) => /[0-9]/.test(part) || IS_SPACELESS.test(part))) {
      const word = match[0].replace(IS_IGNORED, "");
      found.push({ word, term: fold(parts.join("")), at, parts: parts.length, start, end: start + match[0].length });
    }
    for (const part of parts) {
      if (IS_SPACELESS.test(part)) {
        const units = part.match(UNIT) || [];
        let place = start;
        units.forEach((unit, number) => {
          const next = units[number + 1];
          const paired = next && IS_SPACELESS.test(unit) && IS_SPACELESS.test(next);
          add(paired ? unit + next : unit, place, unit.length + (paired ? next.length : 0));
          place += unit.length;
        });
      } else {
        add(part, start, part.length);
      }
      start += part.length + 1;
    }
  }
  return found;
}
