// From a query to documents and passages. Every list is exact; nothing is cut off.

/**
 * Occurrences, passage by passage: those of passage n are first[n] up to first[n + 1]; each takes the places from begin up to end.
 * @typedef {{keys: Float64Array, first: Uint32Array, begin: Uint32Array, end: Uint32Array}} Spans
 * What holds for a clause: documents by number (1: yes), and the passages that are hits.
 * @typedef {{documents: Uint8Array, hits: Hits | null, passages: number}} Found
 */

/** The index of a site. */
class Index {
  /** @param {Store} store @param {any} root */
  constructor(store, root) {
    this.store = store;
    this.root = root;
    /** @type {Map<number, Promise<{terms: Term[], imports: [string, number, string][], byName: Map<string, Term>}>>} */
    this.shards = new Map();
    /** @type {Map<string, Promise<Hits>>} */
    this.lists = new Map();
    /** @type {Map<string, Promise<any>>} */
    this.stemmers = new Map();
    /** @type {Promise<any> | null} */
    this.facets = null;
  }

  /** @param {string} folder */
  static async open(folder) {
    const store = new Store(folder);
    const root = await store.json("index");
    if (root.format !== 1) throw new Damage("search/index.js");
    return new Index(store, root);
  }

  /** @param {string} term @returns {number} the shard that it is in, or would be */
  shardOf(term) {
    const borders = this.root.borders;
    let low = 0, high = borders.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (compare(borders[middle], term) <= 0) low = middle; else high = middle;
    }
    return low;
  }

  /** @param {string} kind @param {number} shard */
  nameOf(kind, shard) {
    const names = kind === "p" ? this.root.postings : this.root.positions;
    return `${kind}/${names.slice(shard * 8, shard * 8 + 8)}`;
  }

  /** @param {number} shard */
  termsOf(shard) {
    let found = this.shards.get(shard);
    if (!found) {
      found = this.store.bytesIn(this.nameOf("p", shard)).then((bytes) => {
        const { terms, imports } = readTerms(bytes, shard);
        return { terms, imports, byName: new Map(terms.map((term) => [term.term, term])) };
      });
      found.catch(() => this.shards.delete(shard));
      this.shards.set(shard, found);
    }
    return found;
  }

  /** @param {string} name @returns {Promise<Term | undefined>} */
  async term(name) {
    return (await this.termsOf(this.shardOf(name))).byName.get(name);
  }

  /** @param {string} prefix @param {(done: number, all: number) => void} [progress] @returns {Promise<Term[]>} */
  async withPrefix(prefix, progress) {
    const first = this.shardOf(prefix), last = this.shardOf(`${prefix}\u{10ffff}`);
    let done = 0;
    const all = await Promise.all(Array.from({ length: last - first + 1 }, async (_, at) => {
      const { terms } = await this.termsOf(first + at);
      progress?.(++done, last - first + 1);
      return terms.filter((term) => term.term.startsWith(prefix));
    }));
    return all.flat();
  }

  /** The passages of a term. @param {Term} term @returns {Promise<Hits>} */
  hitsOf(term) {
    let found = this.lists.get(term.term);
    if (!found) {
      found = (async () => {
        if (term.columns) return readPostings(term.columns, term.passages);
        const bytes = await this.store.bytesIn(`p/${this.root.apart[term.term].slice(0, 8)}`);
        const reader = new Reader(bytes);
        const sizes = [reader.number(), reader.number(), reader.number(), reader.number()];
        return readPostings(sizes.map((size) => reader.take(size)), term.passages);
      })();
      this.lists.set(term.term, found);
      if (this.lists.size > 4000) this.lists.delete(/** @type {string} */ (this.lists.keys().next().value));
    }
    return found;
  }

  /** The places of a term. @param {Term} term @returns {Promise<Positions>} */
  async positionsOf(term) {
    const hits = await this.hitsOf(term);
    if (!term.columns) {
      const reader = new Reader(await this.store.bytesIn(`w/${this.root.apart[term.term].slice(8)}`));
      const surfaces = readSurfaces(reader, term.term);
      const p = reader.number(), u = reader.number();
      return readPositions(surfaces, reader.take(p), reader.take(u), hits, term.occurrences);
    }
    const [bytes, { terms }] = await Promise.all([this.store.bytesIn(this.nameOf("w", term.shard)), this.termsOf(term.shard)]);
    const reader = new Reader(bytes);
    reader.number();
    let before = 0, total = 0;
    /** @type {any} */
    let mine = null;
    for (const each of terms) {
      if (!each.columns) { reader.take(3); continue; }
      const surfaces = readSurfaces(reader, each.term);
      const p = reader.number(), u = reader.number();
      if (each === term) mine = { surfaces, p, u, at: total, behind: before };
      total += p; before += u;
    }
    const start = reader.at + mine.at, second = reader.at + total + mine.behind;
    return readPositions(mine.surfaces, bytes.subarray(start, start + mine.p), bytes.subarray(second, second + mine.u), hits, term.occurrences);
  }

  /** What documents have, by number. @param {string} name of a facet, or "years", "titles", "words" @returns {Promise<any>} */
  async column(name) {
    const file = this.root.columns[name];
    if (file) return this.store.json(`c/${file}`);
    this.facets = this.facets || this.store.json(`c/${this.root.columns.facets}`);
    return (await this.facets)[name] || null;
  }

  /** @param {string} name of a stemmer */
  stemmer(name) {
    let found = this.stemmers.get(name);
    if (!found) {
      found = this.store.load(`${this.store.folder}stemmers/${name}.js`).then(() => /** @type {any} */ (window).readingRoomStemmers[name]);
      this.stemmers.set(name, found);
    }
    return found;
  }

  /** All forms of a word: those that have a stem in common with it, in a language in whose documents they are. @param {Word} word @returns {Promise<Term[]>} */
  async formsOf(word) {
    const known = await this.term(word.term);
    let stems = known ? known.stems : /** @type {[number, string][]} */ ([]);
    if (!known && !/\p{N}/u.test(word.term) && word.parts === 1) {
      const languages = this.root.languages.filter((/** @type {string} */ name) => (SCRIPTS[name] || LATIN).test(word.term));
      stems = await Promise.all(languages.map(async (/** @type {string} */ name) =>
        [this.root.stemmers.indexOf(name), fold((await this.stemmer(name)).stemWord(word.word.toLowerCase()))]));
    }
    /** @type {Map<string, Term>} */
    const forms = new Map(known ? [[known.term, known]] : []);
    await Promise.all(stems.map(async ([language, stem]) => {
      const { terms, imports } = await this.termsOf(this.shardOf(stem));
      for (const term of terms) if (term.stems.some(([l, s]) => l === language && s === stem)) forms.set(term.term, term);
      for (const [s, l, name] of imports) {
        if (s === stem && l === language && !forms.has(name)) {
          const term = await this.term(name);
          if (term) forms.set(name, term);
        }
      }
    }));
    return [...forms.values()];
  }
}

const LATIN = /\p{Script=Latin}/u;
/** @type {Record<string, RegExp>} */
const SCRIPTS = {
  russian: /\p{Script=Cyrillic}/u, greek: /\p{Script=Greek}/u, arabic: /\p{Script=Arabic}/u, armenian: /\p{Script=Armenian}/u,
  hindi: /\p{Script=Devanagari}/u, nepali: /\p{Script=Devanagari}/u, tamil: /\p{Script=Tamil}/u, yiddish: /\p{Script=Hebrew}/u,
};

/** Evaluates queries over an index. */
class Matcher {
  /** @param {Index} index @param {(done: number, all: number) => void} [progress] */
  constructor(index, progress) {
    this.index = index;
    this.progress = progress;
    /** @type {{word?: string, terms: Set<string>, prefix?: string, exact?: string[], phrase?: Sequence[]}[]} what is to be marked */
    this.marks = [];
    /** @type {string[]} */
    this.notes = [];
    /** @type {string[]} terms that were asked for and are nowhere */
    this.missing = [];
  }

  /** @returns {Uint8Array} a flag for each document */
  flags() { return new Uint8Array(this.index.root.last + 1); }

  /** @param {Query} query */
  async run({ clauses }) {
    const found = await Promise.all(clauses.map(({ any, not }) => this.clause(any, not)));
    const years = clauses.every(({ not }) => not) ? await this.column("years") : null;
    const all = this.flags();
    if (years) years.forEach((/** @type {any} */ span, /** @type {number} */ number) => { if (span !== null) all[number] = 1; });
    else all.fill(1);
    clauses.forEach(({ not }, at) => {
      const { documents } = found[at];
      for (let number = 0; number < all.length; number++) if (documents[number] ? not : !not) all[number] = 0;
    });
    return rank(this.index.root, all, found.filter((_, at) => !clauses[at].not));
  }

  /** @param {Atom[]} any @param {boolean} not @returns {Promise<Found>} */
  async clause(any, not) {
    const parts = await Promise.all(any.map(async (atom) => {
      if (atom.kind === "field") return this.field(atom);
      return { hits: await this.atom(atom, not), documents: null };
    }));
    const documents = this.flags();
    const lists = [];
    for (const part of parts) {
      if (part.hits) {
        lists.push(part.hits);
        for (const key of part.hits.keys) documents[Math.floor(key / PLACES)] = 1;
      }
      if (part.documents) part.documents.forEach((/** @type {number} */ flag, /** @type {number} */ number) => { if (flag) documents[number] = 1; });
    }
    const hits = lists.length ? union(lists) : null;
    return { documents, hits, passages: hits ? hits.keys.length : 0 };
  }

  /** @param {Atom} atom @param {boolean} [silent] not to be marked @returns {Promise<Hits>} */
  async atom(atom, silent) {
    const mark = (/** @type {any} */ what) => { if (!silent) this.marks.push(what); };
    switch (atom.kind) {
      case "word": {
        const found = words(atom.text);
        const forms = await this.index.formsOf(found[0]);
        if (!forms.length) this.missing.push(found[0].term);
        mark({ terms: new Set(forms.map(({ term }) => term)) });
        const lists = await this.hitsOf(forms);
        if (found.length > 1) lists.push(hitsIn(await this.phrase(found.slice(1), mark)));
        return union(lists);
      }
      case "prefix": {
        const prefix = words(atom.text)[0].term;
        const forms = await this.index.withPrefix(prefix, this.progress);
        if (!forms.length) this.missing.push(prefix);
        mark({ terms: new Set(), prefix });
        return union(await this.hitsOf(forms));
      }
      case "fuzzy": {
        const word = words(atom.text)[0];
        const forms = await similar(this.index, word.term, this.progress);
        this.notes.push(say(forms.length ? "spellings" : "no-spellings", word.word, forms.map(({ term }) => term).join(", ")));
        mark({ terms: new Set(forms.map(({ term }) => term)) });
        return union(await this.hitsOf(forms));
      }
      case "near":
      case "exact":
      case "phrase":
        return hitsIn(await this.spans(atom, mark));
      default:
        throw new Error(atom.kind);
    }
  }

  /** @param {Term[]} terms @returns {Promise<Hits[]>} */
  hitsOf(terms) {
    return Promise.all(terms.map((term) => this.index.hitsOf(term)));
  }

  /** @param {Atom} atom @param {(what: any) => void} mark @returns {Promise<Spans>} */
  async spans(atom, mark) {
    switch (atom.kind) {
      case "phrase":
        return this.phrase(words(atom.text), mark);
      case "exact": {
        const found = words(atom.text);
        const sequence = sequences(found)[0];
        mark({ terms: new Set(), phrase: [sequence], exact: sequence.map(({ word }) => word) });
        return this.sequence(sequence, true);
      }
      case "near": {
        const items = await Promise.all((atom.items || []).map((item) => this.spans(item, mark)));
        return items.reduce((before, item, at) => near(before, item, (atom.most || [])[at - 1]));
      }
      case "word": {
        const found = words(atom.text);
        const forms = await this.index.formsOf(found[0]);
        if (!forms.length) this.missing.push(found[0].term);
        mark({ terms: new Set(forms.map(({ term }) => term)) });
        const lists = await Promise.all(forms.map((form) => this.spansOf(form)));
        if (found.length > 1) lists.push(await this.phrase(found.slice(1), mark));
        return joinSpans(lists);
      }
      case "prefix": {
        const prefix = words(atom.text)[0].term;
        mark({ terms: new Set(), prefix });
        return joinSpans(await Promise.all((await this.index.withPrefix(prefix, this.progress)).map((form) => this.spansOf(form))));
      }
      default: {
        const forms = await similar(this.index, words(atom.text)[0].term, this.progress);
        mark({ terms: new Set(forms.map(({ term }) => term)) });
        return joinSpans(await Promise.all(forms.map((form) => this.spansOf(form))));
      }
    }
  }

  /** @param {Word[]} found @param {(what: any) => void} mark @returns {Promise<Spans>} */
  async phrase(found, mark) {
    const ways = sequences(found);
    mark({ terms: new Set(), phrase: ways });
    return joinSpans(await Promise.all(ways.map((way) => this.sequence(way, false))));
  }

  /** @param {Sequence} sequence @param {boolean} exact written just so @returns {Promise<Spans>} */
  async sequence(sequence, exact) {
    const forms = await Promise.all(sequence.map(async ({ term, open }) => {
      if (open) return this.index.withPrefix(term, this.progress);
      const known = await this.index.term(term);
      if (!known) this.missing.push(term);
      return known ? [known] : [];
    }));
    if (forms.some((each) => !each.length)) return NOWHERE;
    const lists = await Promise.all(forms.map(async (each, at) =>
      joinSpans(await Promise.all(each.map((form) => this.spansOf(form, exact ? sequence[at].word : undefined))))));
    return lists.reduce((before, next, at) => follow(before, next, sequence[at].gap));
  }

  /** Where a term is. @param {Term} term @param {string} [surface] written just so @returns {Promise<Spans>} */
  async spansOf(term, surface) {
    const hits = await this.index.hitsOf(term);
    const { surfaces, positions, written } = await this.index.positionsOf(term);
    const parts = surfaces.map((each) => each.split(HYPHEN).length);
    const wanted = surface === undefined ? null : surfaces.map((each) => each === surface);
    if (wanted && !wanted.includes(true)) return NOWHERE;
    const keys = [], first = [0], begin = [], end = [];
    for (let passage = 0, at = 0; passage < hits.keys.length; passage++) {
      for (let left = hits.counts[passage]; left > 0; left--, at++) {
        const which = written ? written[at] : 0;
        if (wanted && !wanted[which]) continue;
        begin.push(positions[at]);
        end.push(positions[at] + parts[which]);
      }
      if (begin.length > first[first.length - 1]) { keys.push(hits.keys[passage]); first.push(begin.length); }
    }
    return { keys: Float64Array.from(keys), first: Uint32Array.from(first), begin: Uint32Array.from(begin), end: Uint32Array.from(end) };
  }

  /** @param {string} name of a column @returns {Promise<any>} */
  async column(name) {
    return this.index.column(name);
  }

  /** @param {Atom} atom @returns {Promise<{documents: Uint8Array | null, hits: Hits | null}>} */
  async field(atom) {
    const documents = this.flags();
    if (atom.name === "title") {
      const { keys, counts } = await this.atom(/** @type {Atom[]} */ (atom.items)[0]);
      const inTitle = [...keys.keys()].filter((at) => keys[at] % PLACES === 0);
      return { documents: null, hits: { keys: Float64Array.from(inTitle, (at) => keys[at]), counts: Uint32Array.from(inTitle, (at) => counts[at]) } };
    }
    if (atom.name === "year") {
      const years = await this.column("years");
      years.forEach((/** @type {any} */ span, /** @type {number} */ number) => {
        if (span === null) return;
        if (atom.choice === "undated") documents[number] = span === 0 ? 1 : 0;
        else if (atom.choice === "about") documents[number] = span[2] ? 1 : 0;
        else if (span !== 0) {
          const [first, last] = typeof span === "number" ? [span, span] : span;
          documents[number] = first <= /** @type {number} */ (atom.to) && last >= /** @type {number} */ (atom.from) ? 1 : 0;
        }
      });
      return { documents, hits: null };
    }
    if (atom.name === "in") {
      const number = /^\d{1,8}$/.test(atom.text) ? Number(atom.text) : 0;
      if (number > 0 && number < documents.length) documents[number] = 1;
      else this.notes.push(say("document", atom.text));
      return { documents, hits: null };
    }
    const column = await this.column(/** @type {string} */ (atom.name));
    const wanted = column ? column.values.map((/** @type {string} */ value) => holds(value, atom)) : [];
    if (!wanted.includes(true)) this.notes.push(say("value", /** @type {string} */ (atom.name), atom.text));
    if (column) column.of.forEach((/** @type {any} */ values, /** @type {number} */ number) => { if (values && values.some((/** @type {number} */ value) => wanted[value])) documents[number] = 1; });
    return { documents, hits: null };
  }
}

/** Whether a value of a column is meant: all of it, or a stretch of its words. @param {string} value @param {Atom} atom */
function holds(value, atom) {
  if (atom.whole) return value.normalize("NFC").replace(/\s+/g, " ").trim() === atom.text;
  const terms = (/** @type {string} */ text) => ` ${words(text).filter(({ parts }) => parts === 1).map(({ term }) => term).join(" ")} `;
  return terms(value).includes(terms(atom.text)) || (atom.name === "lang" && value.toLowerCase().startsWith(atom.text.toLowerCase()));
}

/**
 * The terms of a phrase one after the other; `gap`: places between the one before and this one; `open`: any term that begins so.
 * @typedef {{term: string, word: string, gap: number, open: boolean}[]} Sequence
 */

/** The ways in which a phrase may be written: a compound as one word, or as its parts. @param {Word[]} found @returns {Sequence[]} */
function sequences(found) {
  /** @type {{sequence: Sequence, end: number}[]} */
  let ways = [{ sequence: [], end: found.length ? found[0].at : 0 }];
  for (let at = 0; at < found.length; at++) {
    const { term, word, parts, at: place } = found[at];
    const spaceless = IS_SPACELESS.test(word);
    const paired = at > 0 && found[at - 1].at === place - 1 && found[at - 1].end > found[at].start;
    const alone = spaceless && !isPair(word);
    if (alone && paired) continue; // the pair before holds it
    const more = [];
    for (const way of ways) {
      if (way.end > place) { more.push(way); continue; } // inside a compound that is taken whole
      const next = { term, word, gap: place - way.end, open: alone };
      if (parts === 1) more.push({ sequence: [...way.sequence, next], end: place + 1 });
      else {
        more.push({ sequence: [...way.sequence, next], end: place + parts });
        if (ways.length < 8) more.push(way);
      }
    }
    ways = more;
  }
  return ways.map(({ sequence }) => sequence);
}

/** Whether a term is a pair of characters of a script without spaces. @param {string} word */
function isPair(word) {
  return (word.match(UNIT) || []).length > 1;
}

/** @type {Spans} */
const NOWHERE = { keys: new Float64Array(0), first: new Uint32Array(1), begin: new Uint32Array(0), end: new Uint32Array(0) };

/** @param {Spans} spans @returns {Hits} */
function hitsIn({ keys, first }) {
  return { keys, counts: Uint32Array.from(keys, (_, at) => first[at + 1] - first[at]) };
}

/** Build spans passage by passage. */
class SpanList {
  constructor() {
    /** @type {number[]} */ this.keys = [];
    /** @type {number[]} */ this.first = [0];
    /** @type {number[]} */ this.begin = [];
    /** @type {number[]} */ this.end = [];
  }
  /** @param {number} key close its passage, if it has any spans */
  close(key) {
    if (this.begin.length > this.first[this.first.length - 1]) { this.keys.push(key); this.first.push(this.begin.length); }
  }
  /** @returns {Spans} */
  done() {
    return { keys: Float64Array.from(this.keys), first: Uint32Array.from(this.first), begin: Uint32Array.from(this.begin), end: Uint32Array.from(this.end) };
  }
}

/** All spans of several lists. @param {Spans[]} lists @returns {Spans} */
function joinSpans(lists) {
  lists = lists.filter(({ keys }) => keys.length);
  if (lists.length < 2) return lists[0] || NOWHERE;
  while (lists.length > 1) {
    const next = [];
    for (let at = 0; at < lists.length; at += 2) next.push(at + 1 < lists.length ? joinTwo(lists[at], lists[at + 1]) : lists[at]);
    lists = next;
  }
  return lists[0];
}

/** @param {Spans} one @param {Spans} other @returns {Spans} */
function joinTwo(one, other) {
  const out = new SpanList();
  let a = 0, b = 0;
  while (a < one.keys.length || b < other.keys.length) {
    const x = a < one.keys.length ? one.keys[a] : Infinity, y = b < other.keys.length ? other.keys[b] : Infinity;
    /** @type {[number, number][]} */
    const here = [];
    if (x <= y) for (let at = one.first[a]; at < one.first[a + 1]; at++) here.push([one.begin[at], one.end[at]]);
    if (y <= x) for (let at = other.first[b]; at < other.first[b + 1]; at++) here.push([other.begin[at], other.end[at]]);
    if (x === y) here.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
    here.forEach(([begin, end], at) => {
      if (at && here[at - 1][0] === begin && here[at - 1][1] === end) return;
      out.begin.push(begin);
      out.end.push(end);
    });
    out.close(Math.min(x, y));
    if (x <= y) a++;
    if (y <= x) b++;
  }
  return out.done();
}

/** Call `each` for every passage that two lists have in common. @param {Spans} one @param {Spans} other @param {(a: number, b: number) => void} each */
function common(one, other, each) {
  let a = 0, b = 0;
  while (a < one.keys.length && b < other.keys.length) {
    if (one.keys[a] < other.keys[b]) a++;
    else if (one.keys[a] > other.keys[b]) b++;
    else each(a++, b++);
  }
}

/** Spans of one list that go on with one of another. @param {Spans} before @param {Spans} next @param {number} gap @returns {Spans} */
function follow(before, next, gap) {
  const out = new SpanList();
  common(before, next, (a, b) => {
    const ends = new Map();
    for (let at = next.first[b]; at < next.first[b + 1]; at++) ends.set(next.begin[at], [...(ends.get(next.begin[at]) || []), next.end[at]]);
    for (let at = before.first[a]; at < before.first[a + 1]; at++) {
      for (const end of ends.get(before.end[at] + gap) || []) { out.begin.push(before.begin[at]); out.end.push(end); }
    }
    out.close(before.keys[a]);
  });
  return out.done();
}

/** Spans of the second list with one of the first beside them, at most so many words between the two. @param {Spans} one @param {Spans} other @param {number} most @returns {Spans} */
function near(one, other, most) {
  const out = new SpanList();
  common(one, other, (a, b) => {
    const begins = one.begin.subarray(one.first[a], one.first[a + 1]), ends = one.end.slice(one.first[a], one.first[a + 1]).sort();
    for (let at = other.first[b]; at < other.first[b + 1]; at++) {
      const begin = other.begin[at], end = other.end[at];
      const before = ends[atMost(ends, begin) - 1], after = begins[atMost(begins, end - 1)];
      if (begin - before <= most || after - end <= most) { out.begin.push(begin); out.end.push(end); }
    }
    out.close(one.keys[a]);
  });
  return out.done();
}

/** How many of some sorted numbers are at most `limit`. @param {Uint32Array} numbers @param {number} limit */
function atMost(numbers, limit) {
  let low = 0, high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= limit) low = middle + 1; else high = middle;
  }
  return low;
}

/**
 * A document that was found, with its hits from the best one down.
 * @typedef {{number: number, score: number, hits: number[], scores: number[]}} Result
 */

/**
 * BM25 over passages (Robertson and Zaragoza 2009; k1 1.2, b 0.75): a document counts what its best passage has, and for each clause the
 * best that any passage has. Headings count half as much again, the title twice.
 * @param {any} root @param {Uint8Array} wanted @param {Found[]} found
 */
function rank(root, wanted, found) {
  const total = root.passages.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0);
  const average = root.words.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0) / Math.max(1, total);
  const lengths = root.words.map((/** @type {number} */ count, /** @type {number} */ at) => (root.passages[at] ? count / root.passages[at] : 0));
  const penalty = lengths.map((/** @type {number} */ length) => 1.2 * (0.25 + 0.75 * length / Math.max(1, average)));
  const clauses = found.filter(({ hits }) => hits);
  /** @type {Map<number, number>} */
  const passages = new Map();
  const best = new Float64Array(wanted.length);
  for (const { hits, passages: many } of clauses) {
    const { keys, counts } = /** @type {Hits} */ (hits);
    const idf = Math.log(1 + (total - many + 0.5) / (many + 0.5));
    let number = -1, top = 0;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at], document = Math.floor(key / PLACES);
      if (!wanted[document]) continue;
      const slot = key - document * PLACES, kind = slot & 7;
      const score = idf * counts[at] * 2.2 / (counts[at] + penalty[kind]) * (slot === 0 ? 2 : kind === 0 ? 1.5 : 1);
      passages.set(key, (passages.get(key) || 0) + score);
      if (document !== number) { if (number >= 0) best[number] += top; number = document; top = 0; }
      if (score > top) top = score;
    }
    if (number >= 0) best[number] += top;
  }
  /** @type {Map<number, Result>} */
  const results = new Map();
  for (const [key, score] of passages) {
    const number = Math.floor(key / PLACES);
    let result = results.get(number);
    if (!result) results.set(number, result = { number, score: 0, hits: [], scores: [] });
    result.hits.push(key - number * PLACES);
    result.scores.push(score);
    if (score > result.score) result.score = score;
  }
  let alone = 0; // documents that are found by a field alone
  wanted.forEach((flag, number) => { if (flag && !results.has(number) && ++alone) results.set(number, { number, score: 0, hits: [], scores: [] }); });
  const list = [...results.values()];
  for (const result of list) result.score += best[result.number];
  list.sort((a, b) => b.score - a.score || a.number - b.number);
  return { results: list, documents: list.length, hits: passages.size + alone };
}
