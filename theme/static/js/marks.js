// Where the words of a query are in a text: for lines of context, and on the page of a document.

/** The stretches of a text that a query's marks cover, in order, none over another. @param {string} text @param {Matcher["marks"]} marks @returns {[number, number][]} */
function stretches(text, marks) {
  const found = words(text);
  /** @type {[number, number][]} */
  const ranges = [];
  for (const { terms, prefix, phrase, exact } of marks) {
    if (phrase) {
      for (const sequence of phrase) {
        found.forEach((_, at) => { const end = covers(found, at, sequence, !!exact); if (end) ranges.push([found[at].start, end]); });
      }
    } else {
      for (const { term, start, end } of found) if (terms.has(term) || (prefix !== undefined && term.startsWith(prefix))) ranges.push([start, end]);
    }
  }
  ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  /** @type {[number, number][]} */
  const joined = [];
  for (const range of ranges) {
    const last = joined[joined.length - 1];
    if (last && range[0] < last[1]) last[1] = Math.max(last[1], range[1]);
    else joined.push([range[0], range[1]]);
  }
  return joined;
}

/** Where a sequence that begins at a word ends; 0 if it doesn't. @param {Word[]} found @param {number} at @param {Sequence} sequence @param {boolean} exact */
function covers(found, at, sequence, exact) {
  let place = found[at].at, end = 0;
  for (let step = 0; step < sequence.length; step++) {
    const { term, word, gap, open } = sequence[step];
    if (step) place += gap;
    while (at < found.length && (found[at].at < place || (found[at].at === place && !fits(found[at])))) at++;
    if (at === found.length || found[at].at !== place) return 0;
    end = Math.max(end, found[at].end);
    place += found[at].parts;
    function fits(/** @type {Word} */ here) {
      return exact ? here.word === word : open ? here.term.startsWith(term) : here.term === term;
    }
  }
  return end;
}

/** A text with marks. @param {string} text @param {[number, number][]} ranges @returns {DocumentFragment} */
function marked(text, ranges) {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const [start, end] of ranges) {
    out.append(text.slice(at, start), element("mark", {}, text.slice(start, end)));
    at = end;
  }
  out.append(text.slice(at));
  return out;
}

/** An element. @param {string} tag @param {Record<string, string | number | boolean | null | undefined>} attributes @param {...(Node | string)} content */
function element(tag, attributes, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false && value !== "") made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...content);
  return made;
}

/** What a link says of the words to be marked on the page that it leads to. @param {Matcher["marks"]} marks */
function asParameter(marks) {
  const parts = new Set();
  for (const { terms, prefix, phrase, exact } of marks) {
    for (const term of terms) parts.add(term);
    if (prefix !== undefined) parts.add(`${prefix}*`);
    for (const sequence of exact ? [] : phrase || []) {
      parts.add(sequence.map(({ term, open }, at) => `${at && sequence[at].gap ? "_ ".repeat(sequence[at].gap) : ""}${term}${open ? "*" : ""}`).join(" "));
    }
    if (exact) parts.add(`=${exact.join(" ")}`);
  }
  return [...parts].slice(0, 100).map((part) => encodeURIComponent(part).replace(/%20/g, "+")).join(",");
}

/** @param {string} parameter @returns {Matcher["marks"]} */
function fromParameter(parameter) {
  return parameter.split(",").slice(0, 100).map((part) => {
    const text = decodeURIComponent(part.replace(/\+/g, " "));
    if (!text.includes(" ") && text[0] !== "=") return text.endsWith("*") ? { terms: new Set(), prefix: text.slice(0, -1) } : { terms: new Set([text]) };
    let gap = 0;
    /** @type {Sequence} */
    const sequence = [];
    for (const each of text.replace(/^=/, "").split(" ")) {
      if (each === "_") { gap++; continue; }
      const open = each.endsWith("*"), term = open ? each.slice(0, -1) : each;
      sequence.push({ term, word: term, gap, open });
      gap = 0;
    }
    return { terms: new Set(), phrase: [sequence], ...(text[0] === "=" ? { exact: [text] } : {}) };
  });
}

const OWN_BLOCK = "p, li, h1, h2, h3, h4, h5, h6, pre, td, th, dt, dd, blockquote, caption, div, section, article, header";

/** Mark words on the page of a document; n and p walk from passage to passage. @param {string} parameter */
function markPage(parameter) {
  const marks = fromParameter(parameter);
  const main = document.querySelector("main");
  if (!main) return;
  /** @type {Map<Element, Text[]>} */
  const blocks = new Map();
  for (const part of main.querySelectorAll("h1, .subtitle, .text")) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const around = node.parentElement;
      const block = around?.closest(OWN_BLOCK);
      if (!around || !block || around.closest("a.page, a.mark, a.back, sup, span.label")) continue;
      const list = blocks.get(block);
      if (list) list.push(node); else blocks.set(block, [node]);
    }
  }
  /** @type {Element[]} */
  const hits = [];
  for (const [block, nodes] of blocks) {
    const text = nodes.map((node) => node.data).join("");
    const ranges = stretches(text, marks);
    if (!ranges.length) continue;
    hits.push(block);
    let at = 0;
    for (const node of nodes) {
      const start = at, end = at + node.data.length;
      const inside = ranges.filter(([a, b]) => b > start && a < end).map(([a, b]) => /** @type {[number, number]} */ ([Math.max(a, start) - start, Math.min(b, end) - start]));
      if (inside.length) node.replaceWith(marked(node.data, inside));
      at = end;
    }
  }
  if (hits.length) walkThrough(hits);
}

/** A bar from which one walks from hit to hit. @param {Element[]} hits */
function walkThrough(hits) {
  let place = Math.max(0, hits.findIndex((hit) => location.hash.length > 1 && hit.closest(`[id="${CSS.escape(decodeURIComponent(location.hash.slice(1)))}"]`)));
  const status = element("span", { role: "status" });
  const button = (/** @type {string} */ key, /** @type {string} */ shortcut, /** @type {() => void} */ act) => {
    const made = element("button", { type: "button", "aria-keyshortcuts": shortcut, title: shortcut ? `${say(key)} (${shortcut})` : say(key) }, say(key));
    made.addEventListener("click", act);
    return made;
  };
  const go = (/** @type {number} */ step) => {
    hits[place].classList.remove("current");
    place = (place + step + hits.length) % hits.length;
    const hit = hits[place];
    hit.classList.add("current");
    if (step) {
      hit.setAttribute("tabindex", "-1");
      /** @type {HTMLElement} */ (hit).focus({ preventScroll: true });
      hit.scrollIntoView({ block: "center" });
    }
    status.textContent = say("place", place + 1, hits.length);
  };
  const bar = element("div", { class: "walk", role: "region", "aria-label": say("passages-marked") },
    button("previous", "p", () => go(-1)), status, button("next", "n", () => go(1)),
    button("unmark", "", () => {
      document.removeEventListener("keydown", keys);
      for (const mark of document.querySelectorAll("main mark")) mark.replaceWith(...mark.childNodes);
      hits[place].classList.remove("current");
      bar.remove();
    }));
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
  };
  document.addEventListener("keydown", keys);
  document.body.append(bar);
  go(0);
}

/** Whether a key belongs to a field that somebody types into. @param {Event} event */
function isTyping(event) {
  const target = event.target;
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
