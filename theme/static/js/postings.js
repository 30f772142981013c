// Terms and where they stand. A passage is a number, PLACES * document + slot; lists of passages are sorted.

const PLACES = 1 << 20;

/** Reads numbers and texts from bytes. */
class Reader {
  /** @param {Uint8Array} bytes @param {number} [at] */
  constructor(bytes, at = 0) { this.bytes = bytes; this.at = at; }
  number() {
    let value = 0, scale = 1, byte;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte & 128);
    return value;
  }
  /** @param {number} length */
  take(length) { this.at += length; return this.bytes.subarray(this.at - length, this.at); }
  text() { return UTF8.decode(this.take(this.number())); }
}
const UTF8 = new TextDecoder();

/** Terms are sorted by code point, which differs from JavaScript's order beyond U+FFFF. @param {string} a @param {string} b */
function compare(a, b) {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    let x = a.charCodeAt(at), y = b.charCodeAt(at);
    if (x !== y) {
      if (x >= 0xd800 && x < 0xe000) x += 0x10000;
      if (y >= 0xd800 && y < 0xe000) y += 0x10000;
      return x - y;
    }
  }
  return a.length - b.length;
}

/**
 * A term: how many documents, passages and occurrences it has; its stems by number of language; where its columns are.
 * @typedef {{term: string, documents: number, passages: number, occurrences: number, shard: number, place: number, stems: [number, string][], columns: Uint8Array[] | null}} Term
 * Passages with how often something occurs in each.
 * @typedef {{keys: Float64Array, counts: Uint32Array}} Hits
 */

/** The terms of a shard, and the stems of others that belong here. @param {Uint8Array} bytes @param {number} shard */
function readTerms(bytes, shard) {
  const reader = new Reader(bytes);
  /** @type {Term[]} */
  const terms = [];
  /** @type {number[][]} */
  const sizes = [];
  let before = new Uint8Array(0);
  for (let count = reader.number(), place = 0; place < count; place++) {
    const shared = reader.number(), rest = reader.take(reader.number());
    const data = new Uint8Array(shared + rest.length);
    data.set(before.subarray(0, shared));
    data.set(rest, shared);
    before = data;
    const documents = reader.number(), passages = reader.number(), occurrences = reader.number();
    const size = [reader.number(), reader.number(), reader.number(), reader.number()];
    /** @type {[number, string][]} */
    const stems = [];
    for (let more = reader.number(); more > 0; more--) {
      const language = reader.number(), kept = reader.number(), suffix = reader.take(reader.number());
      stems.push([language, UTF8.decode(data.subarray(0, kept)) + UTF8.decode(suffix)]);
    }
    terms.push({ term: UTF8.decode(data), documents, passages, occurrences, shard, place, stems, columns: null });
    sizes.push(size);
  }
  /** @type {[string, number, string][]} */
  const imports = [];
  for (let more = reader.number(); more > 0; more--) imports.push([reader.text(), reader.number(), reader.text()]);
  for (let column = 0; column < 4; column++) {
    terms.forEach((term, place) => {
      if (!sizes[place][0]) return; // it has files of its own
      term.columns = term.columns || [];
      term.columns.push(reader.take(sizes[place][column]));
    });
  }
  if (reader.at !== bytes.length) throw new Damage();
  return { terms, imports };
}

/** The passages of a term. @param {Uint8Array[]} columns @param {number} count how many there are @returns {Hits} */
function readPostings([d, s, n, f], count) {
  const keys = new Float64Array(count), counts = new Uint32Array(count).fill(1);
  const documents = new Reader(d), slots = new Reader(s), more = new Reader(n), often = new Reader(f);
  let number = 0, at = 0;
  while (documents.at < d.length) {
    const step = documents.number();
    number += Math.floor(step / 2);
    const base = number * PLACES;
    let slot = slots.number();
    keys[at++] = base + slot;
    if (step % 2) {
      for (let left = more.number() + 1; left > 0; left--) {
        slot += slots.number() + 1;
        keys[at++] = base + slot;
      }
    }
  }
  for (let place = 0; often.at < f.length;) {
    place += often.number();
    counts[place] = often.number() + 2;
  }
  if (at !== count) throw new Damage();
  return { keys, counts };
}

/**
 * The places of a term's occurrences, passage by passage, and how each is written there.
 * @typedef {{surfaces: string[], positions: Uint32Array, written: Uint32Array | null}} Positions
 */

/** How a term is written. @param {Reader} reader @param {string} term */
function readSurfaces(reader, term) {
  const surfaces = [];
  for (let more = reader.number(); more > 0; more--) surfaces.push(reader.text());
  return surfaces.length ? surfaces : [term];
}

/** @param {string[]} surfaces @param {Uint8Array} p @param {Uint8Array} u @param {Hits} hits @param {number} occurrences @returns {Positions} */
function readPositions(surfaces, p, u, hits, occurrences) {
  const positions = new Uint32Array(occurrences);
  const reader = new Reader(p);
  let at = 0;
  for (let passage = 0; passage < hits.counts.length; passage++) {
    for (let left = hits.counts[passage], place = 0; left > 0; left--) positions[at++] = place += reader.number();
  }
  let written = null;
  if (surfaces.length > 1) {
    written = new Uint32Array(occurrences);
    const stream = new Reader(u);
    for (let each = 0; each < occurrences; each++) written[each] = stream.number();
  }
  if (at !== occurrences || reader.at !== p.length) throw new Damage();
  return { surfaces, positions, written };
}

/** Passages that are in any of several lists. @param {Hits[]} lists @returns {Hits} */
function union(lists) {
  while (lists.length > 1) {
    const next = [];
    for (let at = 0; at < lists.length; at += 2) next.push(at + 1 < lists.length ? merge(lists[at], lists[at + 1]) : lists[at]);
    lists = next;
  }
  return lists[0] || { keys: new Float64Array(0), counts: new Uint32Array(0) };
}

/** @param {Hits} one @param {Hits} other @returns {Hits} */
function merge(one, other) {
  const keys = new Float64Array(one.keys.length + other.keys.length), counts = new Uint32Array(keys.length);
  let a = 0, b = 0, at = 0;
  while (a < one.keys.length || b < other.keys.length) {
    const x = a < one.keys.length ? one.keys[a] : Infinity, y = b < other.keys.length ? other.keys[b] : Infinity;
    keys[at] = Math.min(x, y);
    if (x <= y) counts[at] += one.counts[a++];
    if (y <= x) counts[at] += other.counts[b++];
    at++;
  }
  return { keys: keys.subarray(0, at), counts: counts.subarray(0, at) };
}
