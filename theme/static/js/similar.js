// Spellings: terms that differ from a word by a letter or two. Old print and its readers by machine confuse some letters more easily.

/** A term without what is easily confused: long s and f, u and v, i and j, vv and w. @param {string} term */
function skeleton(term) {
  return term.replace(/vv/g, "w").replace(/f/g, "s").replace(/v/g, "u").replace(/j/g, "i");
}

/** How many letters two terms differ by, swapped neighbours counting one; more than `most` is `most` + 1. @param {string} a @param {string} b @param {number} most */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older = /** @type {number[]} */ ([]), before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, older[j - 2] + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    older = before;
    before = row;
  }
  return before[b.length];
}

/** How far a spelling may be off: a letter in a short word, two in a longer one. @param {string} term */
function tolerance(term) {
  return [...term].length < 5 ? 1 : 2;
}

/** The terms of the collection that are spelled like one, with their distances. @param {Index} index @param {string} term @param {(done: number, all: number) => void} [progress] @returns {Promise<[string, number][]>} */
async function spellings(index, term, progress) {
  const most = tolerance(term), bones = skeleton(term), length = [...term].length;
  /** @type {string[]} */
  const names = [];
  for (let each = Math.max(1, length - most - 1); each <= length + most + 1; each++) {
    const name = index.root.terms[Math.min(each, 24)];
    if (name && !names.includes(name)) names.push(name);
  }
  let done = 0;
  /** @type {[string, number][]} */
  const found = [];
  await Promise.all(names.map(async (name) => {
    const terms = UTF8.decode(await index.store.bytesIn(`v/${name}`)).split("\n");
    for (const each of terms) {
      if (Math.abs(each.length - term.length) > most + 2) continue;
      const off = distance(bones, skeleton(each), most);
      if (off <= most) found.push([each, off]);
    }
    progress?.(++done, names.length);
  }));
  return found.sort((a, b) => a[1] - b[1] || compare(a[0], b[0]));
}

/** @param {Index} index @param {string} term @param {(done: number, all: number) => void} [progress] @returns {Promise<Term[]>} */
async function similar(index, term, progress) {
  const found = await spellings(index, term, progress);
  const terms = await Promise.all(found.map(([each]) => index.term(each)));
  return /** @type {Term[]} */ (terms.filter(Boolean));
}

/** The nearest spellings of a word that is nowhere: at most five, the commonest first. @param {Index} index @param {string} term */
async function nearest(index, term) {
  const found = await spellings(index, term);
  const least = found.length ? found[0][1] : 0;
  const terms = await Promise.all(found.filter(([, off]) => off === least).slice(0, 40).map(([each]) => index.term(each)));
  return /** @type {Term[]} */ (terms.filter(Boolean)).sort((a, b) => b.occurrences - a.occurrences).slice(0, 5).map(({ term: each }) => each);
}
