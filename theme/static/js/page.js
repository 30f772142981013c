// The search page: from the address and what is typed to results, and back.

const FIRST = 4; // documents that are shown at once, and fetched for it: what follows comes as the reader goes down
const SHOWN = 3; // passages of a document

/** Documents' titles and passages, from the files of texts. */
class Texts {
  /** @param {Index} index */
  constructor(index) { this.index = index; }

  /** @param {number} number @returns {Promise<any>} */
  async document(number) {
    const { group, texts } = this.index.root;
    const at = Math.floor(number / group) * 8;
    const name = texts.slice(at, at + 8);
    const file = name.trim() ? await this.index.store.json(`t/${name}`) : {};
    if (!file[number]) throw new Damage(`search/t/${name}.js`);
    return file[number];
  }

  /** The passages with some slots, in the order of the document. @param {number} number @param {any} entry @param {number[]} slots @returns {Promise<any[]>} */
  async passages(number, entry, slots) {
    const wanted = new Set(slots);
    const ordered = entry.o.filter((/** @type {number} */ slot) => wanted.has(slot));
    if (!entry.n) return ordered.map((/** @type {number} */ slot) => entry.s[slot]);
    const names = this.index.root.parts[number];
    return Promise.all(ordered.map(async (/** @type {number} */ slot) => {
      const part = (slot % entry.n) * 8;
      return (await this.index.store.json(`t/${names.slice(part, part + 8)}`))[slot];
    }));
  }
}

/** The search page. */
class SearchPage {
  /** @param {string} top of the site, with a slash at its end, or "" */
  constructor(top) {
    this.top = top;
    this.input = /** @type {HTMLInputElement} */ (document.getElementById("query"));
    this.status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
    this.notes = /** @type {HTMLElement} */ (document.getElementById("search-notes"));
    this.results = /** @type {HTMLElement} */ (document.getElementById("results"));
    this.list = /** @type {HTMLElement} */ (document.getElementById("hits"));
    this.facets = /** @type {HTMLElement} */ (document.getElementById("facets"));
    this.years = /** @type {HTMLElement} */ (document.getElementById("years"));
    this.tools = /** @type {HTMLElement} */ (document.getElementById("search-tools"));
    this.sort = /** @type {HTMLSelectElement} */ (document.getElementById("sort"));
    this.more = /** @type {HTMLButtonElement} */ (document.getElementById("more"));
    this.view = /** @type {HTMLSelectElement} */ (document.getElementById("view"));
    this.settled = true; // whether what was typed was let stand: then the next search is a new step of the history
    this.turn = 0; // of searches: one that is overtaken shows nothing
    this.asked = "";
    /** @type {Promise<Index> | null} */
    this.index = null;
    /** @type {Set<string>} facets of which all values are shown */
    this.opened = new Set();
    /** @type {any} */
    this.current = null;
  }

  start() {
    const form = /** @type {HTMLFormElement} */ (this.input.form);
    form.hidden = false;
    let timer = 0, rest = 0;
    this.input.addEventListener("input", () => {
      clearTimeout(timer);
      clearTimeout(rest);
      timer = window.setTimeout(() => { this.note(this.settled); this.settled = false; this.search(); }, 90);
      rest = window.setTimeout(() => { this.settled = true; }, 2500);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      this.note(this.settled);
      this.settled = true;
      this.search();
    });
    for (const select of [this.sort, this.view]) select.addEventListener("change", () => { this.note(true); this.search(true); });
    this.more.addEventListener("click", () => this.showMore(true));
    window.addEventListener("hashchange", () => this.read());
    window.addEventListener("popstate", () => this.read());
    document.addEventListener("keydown", (event) => this.key(event));
    for (const example of document.querySelectorAll("[data-query]")) {
      example.addEventListener("click", () => { if (location.hash === example.getAttribute("href")) this.read(); });
    }
    if (!this.read()) this.input.focus();
  }

  /** Take the query from the address; whether there is one. */
  read() {
    this.settled = true;
    let from = new URLSearchParams(location.hash.slice(1));
    if (!from.has("q")) from = new URLSearchParams(location.search);
    const query = from.get("q") || "";
    this.input.value = query;
    for (const [name, select] of /** @type {[string, HTMLSelectElement][]} */ ([["sort", this.sort], ["view", this.view]])) {
      const value = from.get(name) || "";
      select.value = [...select.options].some((option) => option.value === value) ? value : select.options[0].value;
    }
    const help = /** @type {HTMLDetailsElement | null} */ (document.getElementById("help"));
    if (help && query) help.open = false;
    this.search();
    return query !== "";
  }

  /** Put the query into the address. @param {boolean} lasting as a step that "back" takes back */
  note(lasting) {
    const parameters = new URLSearchParams();
    if (this.input.value.trim()) parameters.set("q", this.input.value.trim());
    for (const [name, select] of /** @type {[string, HTMLSelectElement][]} */ ([["sort", this.sort], ["view", this.view]])) {
      if (select.selectedIndex > 0) parameters.set(name, select.value);
    }
    const address = `${location.pathname}#${parameters}`;
    if (`#${parameters}` === (location.hash || "#")) return;
    try {
      if (lasting) history.pushState(null, "", address); else history.replaceState(null, "", address);
    } catch { // from disk some browsers refuse
      location.replace(`#${parameters}`);
    }
  }

  /** Look for something else, as a click on a facet does. @param {string} query */
  ask(query) {
    this.input.value = query;
    this.note(true);
    this.search();
  }

  /** @param {boolean} [again] though the query is the same */
  async search(again) {
    const query = this.input.value.trim();
    const asked = `${query}\n${this.sort.value}\n${this.view.value}`;
    if (asked === this.asked && !again) return;
    this.asked = asked;
    const turn = ++this.turn;
    document.body.classList.toggle("searching", query !== "");
    if (!query) { this.clear(); return; }
    this.results.dataset.state = "searching";
    const slow = window.setTimeout(() => { if (turn === this.turn) this.status.textContent = say("loading"); }, 400);
    try {
      this.index = this.index || Index.open(`${this.top}search/`);
      const index = await this.index;
      const matcher = new Matcher(index, (done, all) => {
        if (turn === this.turn && all > 8 && done % 4 === 0) this.status.textContent = say("progress", done, all);
      });
      const parsed = parse(this.view.value === "frequency" ? query.split(";")[0] : query);
      const found = parsed.clauses.length ? await matcher.run(parsed) : { results: [], documents: 0, hits: 0 };
      if (turn !== this.turn) return;
      await this.arrange(found.results, index);
      if (turn !== this.turn) return;
      clearTimeout(slow);
      this.current = { index, texts: new Texts(index), found, marks: matcher.marks, parameter: asParameter(matcher.marks), shown: 0, turn, query };
      await this.show(parsed.notes.concat(matcher.notes), matcher, turn);
    } catch (error) {
      if (turn !== this.turn) return;
      if (!(error instanceof Damage)) { this.fail(String(error)); throw error; }
      this.index = null;
      this.asked = "";
      this.fail(say("damaged", error.message));
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {string} message */
  fail(message) {
    this.clear();
    this.status.textContent = message;
    this.results.dataset.state = "failed";
  }

  clear() {
    this.current = null;
    this.asked = this.input.value.trim() ? this.asked : "";
    this.status.textContent = "";
    for (const part of [this.notes, this.list, this.facets, this.years]) part.replaceChildren();
    this.more.hidden = this.tools.hidden = true;
    this.results.dataset.state = "empty";
    this.results.dataset.documents = this.results.dataset.hits = "0";
  }

  /** Bring results into the wanted order. @param {Result[]} results @param {Index} index */
  async arrange(results, index) {
    if (!this.sort.value) return;
    const column = await index.column(this.sort.value === "title" ? "titles" : "years");
    const keys = new Map(results.map(({ number }) => [number, this.sort.value === "title" ? column[number] : firstYear(column[number])]));
    results.sort((a, b) => /** @type {number} */ (keys.get(a.number)) - /** @type {number} */ (keys.get(b.number)) || a.number - b.number);
  }

  /** @param {string[]} notes @param {Matcher} matcher @param {number} turn */
  async show(notes, matcher, turn) {
    const { found, index } = this.current;
    const lines = notes.map((note) => element("p", {}, note));
    if (!found.documents && this.settled) lines.push(...await this.nothing(index, matcher));
    if (!found.documents && !this.settled) { // a word that is being typed is often nowhere yet
      window.setTimeout(async () => {
        if (turn !== this.turn) return;
        const more = await this.nothing(index, matcher);
        if (turn === this.turn) this.notes.append(...more);
      }, 800);
    }
    const first = this.view.value ? await otherView(this) : await this.items(0, FIRST);
    if (turn !== this.turn) return;
    this.notes.replaceChildren(...lines);
    this.list.replaceChildren(...first);
    this.current.shown = this.view.value ? found.documents : Math.min(FIRST, found.documents);
    this.more.hidden = this.current.shown >= found.documents;
    this.tools.hidden = false;
    this.status.textContent = found.documents ? say("count", counted(found.hits, "hit", "hits"), counted(found.documents, "document-1", "documents")) : say("nothing");
    performance.mark("reading-room-first-results");
    await showFacets(this);
    if (turn !== this.turn) return;
    this.results.dataset.documents = String(found.documents);
    this.results.dataset.hits = String(found.hits);
    this.results.dataset.query = this.current.query;
    this.results.dataset.state = "done";
    performance.mark("reading-room-done");
  }

  /** What to say when nothing was found. @param {Index} index @param {Matcher} matcher */
  async nothing(index, matcher) {
    const lines = [];
    for (const term of new Set(matcher.missing)) {
      const line = element("p", {}, say("nowhere", term));
      const spelled = await nearest(index, term);
      spelled.forEach((each, at) => {
        line.append(at ? ", " : ` ${say("nearest")} `);
        const query = replaced(this.input.value, term, each);
        line.append(element("a", { href: `#${new URLSearchParams({ q: query })}` }, each));
      });
      lines.push(line);
    }
    return lines;
  }

  /** The items of some results. @param {number} from @param {number} to @returns {Promise<HTMLElement[]>} */
  items(from, to) {
    return Promise.all(this.current.found.results.slice(from, to).map((/** @type {Result} */ result) => this.item(result)));
  }

  /** @param {boolean} [focus] move to the first new one */
  async showMore(focus) {
    const { shown, turn, found } = this.current;
    const next = await this.items(shown, shown + 2 * FIRST);
    if (turn !== this.turn) return;
    this.list.append(...next);
    this.current.shown = Math.min(found.documents, shown + 2 * FIRST);
    this.more.hidden = this.current.shown >= found.documents;
    if (focus) next[0]?.querySelector("a")?.focus();
  }

  /** @param {Result} result */
  async item(result) {
    const { texts, marks } = this.current;
    const entry = await texts.document(result.number);
    const best = result.hits.map((slot, at) => [result.scores[at], slot]).sort((a, b) => b[0] - a[0]).map(([, slot]) => slot);
    const inText = best.filter((slot) => slot !== 0);
    const shown = await texts.passages(result.number, entry, inText.slice(0, SHOWN));
    const heading = element("h3", {}, element("a", { href: this.link(entry, 1, ""), class: entry.x ? "untitled" : "", lang: entry.l, dir: entry.d },
      marked(entry.t, stretches(entry.t, marks))));
    const facts = [entry.a.join(", "), entry.w].filter(Boolean).join(" · ");
    const quotes = element("ul", { class: "quotes" }, ...shown.map((/** @type {any} */ passage) => this.quote(entry, passage)));
    const item = element("li", { class: "found", "data-number": result.number }, heading);
    if (facts) item.append(element("p", { class: "said" }, facts));
    if (shown.length) item.append(quotes);
    if (inText.length > SHOWN) {
      const button = element("button", { type: "button", class: "quiet" }, say("more-in", thousands(inText.length - SHOWN)));
      button.addEventListener("click", async () => {
        const all = await texts.passages(result.number, entry, inText);
        quotes.replaceChildren(...all.map((/** @type {any} */ passage) => this.quote(entry, passage)));
        button.remove();
        /** @type {HTMLElement | null} */ (quotes.querySelector("a"))?.focus();
      });
      const only = element("a", { class: "quiet", href: `#${new URLSearchParams({ q: `${this.current.query} in:${result.number}` })}` }, say("only"));
      item.append(element("p", { class: "said" }, button, " ", / in:\d/.test(` ${this.current.query}`) ? "" : only));
    }
    return item;
  }

  /** A passage with its words in their context. @param {any} entry @param {any} passage */
  quote(entry, [anchor, page, text]) {
    const { marks } = this.current;
    const ranges = stretches(text, marks);
    const [start, end] = context(text, ranges[0]);
    const shown = ranges.filter(([a, b]) => a >= start && b <= end).map(([a, b]) => /** @type {[number, number]} */ ([a - start, b - start]));
    const words = marked(text.slice(start, end), shown);
    const link = element("a", { href: this.link(entry, page, anchor), lang: entry.l, dir: entry.d === "auto" ? null : entry.d }, start ? "… " : "", words, end < text.length ? " …" : "");
    return element("li", {}, link);
  }

  /** @param {any} entry @param {number} page @param {string} anchor */
  link(entry, page, anchor) {
    const folder = entry.u.replace(/[^/]*$/, "");
    const address = page > 1 ? folder + entry.p[page - 1] : entry.u;
    const { parameter } = this.current;
    return `${this.top}${address}${parameter ? `?mark=${parameter}` : ""}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
  }

  /** Up and down walk through the results, / goes to the field. @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const links = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("a[href]")]);
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "ArrowDown" && (event.target === this.input || at >= 0) && links[at + 1]) { event.preventDefault(); links[at + 1].focus(); }
    else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (links[at - 1] || this.input).focus(); }
  }
}

/** The stretch of a passage that is shown around its first mark. @param {string} text @param {[number, number] | undefined} range @returns {[number, number]} */
function context(text, range) {
  const room = 260;
  if (text.length <= room + 60) return [0, text.length];
  let start = Math.max(0, (range ? range[0] : 0) - 90), end = Math.min(text.length, start + room);
  if (start > 0) { const space = text.indexOf(" ", start); if (space >= 0 && space < start + 40) start = space + 1; }
  if (end < text.length) { const space = text.lastIndexOf(" ", end); if (space > end - 40 && space > start) end = space; }
  if (/[\udc00-\udfff]/.test(text[start])) start--;
  if (/[\udc00-\udfff]/.test(text[end] || "")) end--;
  return [start, end];
}

/** A query with one word in place of another. @param {string} query @param {string} term @param {string} other */
function replaced(query, term, other) {
  const found = words(query.normalize("NFC")).find((word) => word.term === term);
  return found ? query.slice(0, found.start) + other + query.slice(found.end) : other;
}

/** @param {any} span of a document @returns {number} the first year it may be of; far in the future if it is undated */
function firstYear(span) {
  return span === 0 || span === null || span === undefined ? 1e6 : typeof span === "number" ? span : span[0];
}
