// What a reader typed, taken apart. Nothing here needs the index. docs/search.md defines the language.

/**
 * What can be looked for. `word`: any form of a word; `exact`: written just so; `prefix`; `fuzzy`; `phrase`; `near`; `field`.
 * @typedef {{kind: "word" | "exact" | "prefix" | "fuzzy" | "phrase" | "near" | "field", text: string, name?: string, whole?: boolean,
 *   items?: Atom[], most?: number[], from?: number, to?: number, choice?: string}} Atom
 * All of the clauses hold in a document that is found: one of the atoms of each, or none of them.
 * @typedef {{not: boolean, any: Atom[]}} Clause
 * @typedef {{clauses: Clause[], notes: string[]}} Query
 */

const FIELDS = ["title", "author", "collection", "topic", "type", "lang", "year", "in"];
const QUOTES = /["\u201c\u201d\u201e\u00ab\u00bb]/;
const PIECE = /(-?)(?:([A-Za-z]+):)?(=?)(?:["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]*)(["\u201c\u201d\u201e\u00ab\u00bb]?)|([^\s"\u201c\u201d\u201e\u00ab\u00bb]+))/gu;

/** @param {string} text @returns {Query} */
function parse(text) {
  /** @type {string[]} */
  const notes = [];
  /** @type {Clause[]} */
  const clauses = [];
  let joint = ""; // what stands between the last atom and the next one: OR, or NEAR with a distance
  let distance = Infinity;
  for (const piece of text.normalize("NFC").slice(0, 2000).matchAll(PIECE)) {
    const [all, minus, name, equals, quoted, closed, bare] = piece;
    if (bare !== undefined && !minus && !name && !equals) {
      const near = /^NEAR(?:\/(\d{1,4}))?$/.exec(bare);
      if (bare === "AND") continue;
      if (bare === "OR" || bare === "|" || near) {
        if (joint || !clauses.length) notes.push(say("operator", bare));
        else { joint = near ? "NEAR" : "OR"; distance = near && near[1] ? Number(near[1]) : Infinity; }
        continue;
      }
    }
    if (quoted !== undefined && !closed) notes.push(say("unclosed", quoted.trim()));
    const atom = name && FIELDS.includes(name.toLowerCase())
      ? field(name.toLowerCase(), quoted === undefined ? bare : quoted, quoted !== undefined, equals === "=", notes)
      : plain((name && quoted === undefined ? `${name}:` : "") + (quoted === undefined ? bare : quoted), quoted !== undefined, equals === "=", notes);
    if (name && !FIELDS.includes(name.toLowerCase()) && quoted !== undefined) notes.push(say("field", name, FIELDS.join(", ")));
    if (!atom) { if (!/^[-=\s]*$/.test(all) && !notes.length) notes.push(say("letters", all)); continue; }
    const last = clauses[clauses.length - 1];
    if (joint && minus) notes.push(say("minus", all));
    if (joint === "OR") last.any.push(atom);
    else if (joint === "NEAR") {
      const before = /** @type {Atom} */ (last.any.pop());
      if (before.kind === "field" || atom.kind === "field") { notes.push(say("near")); last.any.push(before); }
      else if (before.kind === "near") { before.items?.push(atom); before.most?.push(distance); last.any.push(before); }
      else last.any.push({ kind: "near", text: "", items: [before, atom], most: [distance] });
    } else clauses.push({ not: minus === "-", any: [atom] });
    joint = "";
  }
  if (joint) notes.push(say("operator", joint));
  return { clauses, notes };
}

/** @param {string} text @param {boolean} quoted @param {boolean} exact @param {string[]} notes @returns {Atom | null} */
function plain(text, quoted, exact, notes) {
  if (quoted) return words(text).length ? { kind: exact ? "exact" : "phrase", text } : null;
  const end = /[*~]$/.exec(text);
  const body = end ? text.slice(0, -1) : text;
  const found = words(body);
  if (!found.length) return null;
  const single = found.length === 1 || found[0].parts === found.length - 1;
  if (exact) return { kind: "exact", text: body };
  if (end && !single) { notes.push(say("single", text)); return { kind: "phrase", text: body }; }
  if (end) return { kind: end[0] === "*" ? "prefix" : "fuzzy", text: body };
  return { kind: single && !IS_SPACELESS.test(body) ? "word" : "phrase", text: body };
}

/** @param {string} name @param {string} value @param {boolean} quoted @param {boolean} whole @param {string[]} notes @returns {Atom | null} */
function field(name, value, quoted, whole, notes) {
  if (name === "title") {
    const atom = plain(value, quoted, whole, notes);
    return atom && { kind: "field", name, text: value, items: [atom] };
  }
  if (name !== "year") return value.trim() ? { kind: "field", name, text: value.trim(), whole } : null;
  if (/^(undated|about)$/i.test(value)) return { kind: "field", name, text: value, choice: value.toLowerCase() };
  const years = /^(-?\d{1,4})?(s)?(\.\.)?(-?\d{1,4})?$/.exec(value.replace(/\u2026|\u2013|\.{3,}/, ".."));
  if (!years || (!years[1] && !years[4]) || (!years[3] && years[4])) { notes.push(say("year", value)); return null; }
  const from = years[1] ? Number(years[1]) : -Infinity;
  const to = years[4] ? Number(years[4]) : years[3] ? Infinity : years[2] ? from + 9 : from;
  if (from > to) { notes.push(say("year", value)); return null; }
  return { kind: "field", name, text: value, from, to };
}
