// What narrows a search: facets with their counts, and the histogram of years.

/** @typedef {{name: string, count: number, query: string, chosen: boolean}} Choice */

/** Count the documents of a search by the values of each facet, and show them. @param {SearchPage} page */
async function showFacets(page) {
  const { index, found, turn, query } = page.current;
  const numbers = found.results.map((/** @type {Result} */ result) => result.number);
  const columns = await Promise.all(index.root.facets.map(async (/** @type {[string, string]} */ [field, title]) => {
    const column = await index.column(field);
    return column ? { field, title, column } : null;
  }));
  const years = await index.column("years");
  if (turn !== page.turn) return;
  const boxes = [];
  const pieces = split(query);
  for (const facet of columns) {
    if (!facet) continue;
    const counts = new Uint32Array(facet.column.values.length);
    for (const number of numbers) for (const value of facet.column.of[number] || []) counts[value]++;
    const choices = facet.column.values.map((/** @type {string} */ name, /** @type {number} */ at) => choice(name, counts[at], valueQuery(facet.field, name), pieces))
      .filter((/** @type {Choice} */ { count, chosen }) => count || chosen);
    boxes.push(box(page, facet.field, facet.title, choices.sort((/** @type {Choice} */ a, /** @type {Choice} */ b) => Number(b.chosen) - Number(a.chosen) || b.count - a.count || compare(a.name, b.name))));
  }
  boxes.splice(1, 0, box(page, "year", say("decades"), decades(numbers, years, pieces)));
  page.facets.replaceChildren(...boxes.filter((each) => each !== null));
  page.years.replaceChildren(...histogram(page, found.results, years));
}

/** What narrows to a value. One that holds quotation marks can't stand whole in them, and is asked for by its words. @param {string} field @param {string} value */
function valueQuery(field, value) {
  const bare = value.split(QUOTES).join(" ").replace(/\s+/g, " ").trim();
  return bare === value ? `${field}:="${value}"` : `${field}:"${bare}"`;
}

/** @param {string} name @param {number} count @param {string} piece of a query @param {string[]} pieces of the present one @returns {Choice} */
function choice(name, count, piece, pieces) {
  const chosen = pieces.includes(piece);
  return { name, count, chosen, query: (chosen ? pieces.filter((each) => each !== piece) : [...pieces, piece]).join(" ") };
}

/** The pieces of a query, as they were typed. @param {string} query @returns {string[]} */
function split(query) {
  return query.match(/[^\s"]*"[^"]*"?|\S+/g) || [];
}

/** @param {number[]} numbers @param {any[]} years @param {string[]} pieces @returns {Choice[]} */
function decades(numbers, years, pieces) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  let undated = 0, about = 0;
  for (const number of numbers) {
    const span = years[number];
    if (span === 0) { undated++; continue; }
    if (span[2]) about++;
    const decade = Math.floor(firstYear(span) / 10) * 10;
    counts.set(decade, (counts.get(decade) || 0) + 1);
  }
  const list = [...counts].sort((a, b) => a[0] - b[0]).map(([decade, count]) => choice(say("decade", decade), count, `year:${decade}..${decade + 9}`, pieces));
  if (about || pieces.includes("year:about")) list.push(choice(say("about"), about, "year:about", pieces));
  if (undated || pieces.includes("year:undated")) list.push(choice(say("undated"), undated, "year:undated", pieces));
  return list;
}

/** @param {SearchPage} page @param {string} field @param {string} title @param {Choice[]} choices */
function box(page, field, title, choices) {
  if (!choices.length || (choices.length === 1 && !choices[0].chosen && choices[0].count === page.current.found.documents)) return null;
  const few = field === "year" ? 40 : 7;
  const open = page.opened.has(field);
  const list = element("ul", {}, ...choices.slice(0, open ? 1000 : few).map(({ name, count, query, chosen }) => {
    const button = element("button", { type: "button", "aria-pressed": String(chosen) }, element("bdi", {}, name), " ", element("span", { class: "count" }, thousands(count)));
    button.addEventListener("click", () => page.ask(query));
    return element("li", {}, button);
  }));
  const made = element("section", { "aria-labelledby": `facet-${field}` }, element("h2", { id: `facet-${field}` }, title), list);
  if (choices.length > few) {
    const more = element("button", { type: "button", class: "quiet" }, open ? say("fewer") : say("more-values", thousands(choices.length - few)));
    more.addEventListener("click", () => { if (open) page.opened.delete(field); else page.opened.add(field); showFacets(page); });
    made.append(more);
  }
  return made;
}

/** Hits by year as bars that narrow the search, and as a table. @param {SearchPage} page @param {Result[]} results @param {any[]} years */
function histogram(page, results, years) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { number, hits } of results) {
    const span = years[number];
    if (span !== 0) counts.set(firstYear(span), (counts.get(firstYear(span)) || 0) + (hits.length || 1));
  }
  if (counts.size < 2) return [];
  const all = [...counts.keys()], first = Math.min(...all), last = Math.max(...all);
  const step = last - first < 120 ? 1 : last - first < 1200 ? 10 : 100;
  const start = Math.floor(first / step) * step, bars = Math.floor((last - start) / step) + 1;
  const heights = new Uint32Array(bars);
  for (const [year, count] of counts) heights[Math.floor((year - start) / step)] += count;
  const most = Math.max(...heights), width = 600, each = width / bars;
  const svg = drawn("svg", { viewBox: `0 0 ${width} 100`, preserveAspectRatio: "none", role: "group", "aria-label": say("years") });
  /** @type {HTMLElement[]} */
  const rows = [];
  const pieces = split(page.current.query).filter((piece) => !/^year:[\d.s-]+$/.test(piece));
  heights.forEach((count, at) => {
    if (!count) return;
    const from = start + at * step, to = from + step - 1;
    const name = step === 1 ? String(from) : `${from}–${to}`;
    const link = drawn("a", { href: `#${new URLSearchParams({ q: [...pieces, `year:${step === 1 ? from : `${from}..${to}`}`].join(" ") })}` },
      drawn("title", {}, `${name}: ${counted(count, "hit", "hits")}`),
      drawn("rect", { class: "space", x: at * each, y: 0, width: each, height: 100 }),
      drawn("rect", { x: at * each + each * 0.1, y: 100 - Math.max(2, count / most * 98), width: each * 0.8, height: Math.max(2, count / most * 98) }));
    svg.append(link);
    rows.push(element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, thousands(count))));
  });
  const table = element("details", {}, element("summary", {}, say("as-table")), element("table", {},
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, say("year-head")), element("th", { scope: "col" }, say("hits-head")))), element("tbody", {}, ...rows)));
  const ends = element("p", { class: "ends", "aria-hidden": "true" }, element("span", {}, String(start)), element("span", {}, String(last)));
  return [element("h2", { id: "years-head" }, say("years")), svg, ends, table];
}

/** An element of a drawing. @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} content @returns {SVGElement} */
function drawn(tag, attributes, ...content) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...content);
  return made;
}
