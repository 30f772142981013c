// Other ways to look at the hits of a search: as a concordance, and as frequencies through the years.

const LINES_SHOWN = 200;
const WIDTH = 60; // characters on either side of a word
const COMPARED = 5; // queries beside each other

/** What stands in the place of the list of documents. @param {SearchPage} page @returns {Promise<HTMLElement[]>} */
async function otherView(page) {
  const made = await (page.view.value === "concordance" ? concordance(page) : frequency(page));
  return [element("li", { class: "view" }, ...made)];
}

/** @param {string} file @param {string} type @param {() => string} content */
function saving(file, type, content) {
  const button = element("button", { type: "button", class: "quiet" }, say(type === "text/csv" ? "csv" : "svg"));
  button.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([content()], { type }));
    const link = element("a", { href: address, download: file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  });
  return button;
}

/** A line of a table of values. What a spreadsheet would take for a formula is kept from being one. @param {(string | number)[]} values */
function csvLine(values) {
  return `${values.map((value) => `"${String(value).replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""')}"`).join(",")}\r\n`;
}

/** @param {SearchPage} page */
async function concordance(page) {
  const { found, texts, marks, turn } = page.current;
  /** @type {{left: string, word: string, right: string, address: string, citation: string}[]} */
  const lines = [];
  let done = 0;
  for (let at = 0; at < found.results.length; at += 20) {
    await Promise.all(found.results.slice(at, at + 20).map(async (/** @type {Result} */ { number, hits }) => {
      const entry = await texts.document(number);
      for (const [anchor, place, text] of await texts.passages(number, entry, hits)) {
        for (const [start, end] of stretches(text, marks)) {
          lines.push({ left: text.slice(Math.max(0, start - WIDTH), start), word: text.slice(start, end), right: text.slice(end, end + WIDTH), address: page.link(entry, place, anchor), citation: entry.c || entry.t });
        }
      }
      done++;
    }));
    if (turn !== page.turn) return [];
    if (found.results.length > 100) page.status.textContent = say("progress", done, found.results.length);
  }
  const key = {
    right: (/** @type {typeof lines[0]} */ line) => fold(line.word + line.right), word: (/** @type {typeof lines[0]} */ line) => fold(line.word),
    left: (/** @type {typeof lines[0]} */ line) => words(line.left).map(({ term }) => term).reverse().join(" "),
  };
  const body = element("tbody", {});
  let shown = LINES_SHOWN;
  const more = element("button", { type: "button", class: "quiet" });
  const draw = () => {
    body.replaceChildren(...lines.slice(0, shown).map(({ left, word, right, address, citation }) => element("tr", {},
      element("td", {}, element("bdi", {}, left)), element("td", {}, element("a", { href: address, title: citation }, word)), element("td", { dir: "auto" }, right))));
    more.hidden = lines.length <= shown;
    more.textContent = say("more-values", thousands(lines.length - shown));
  };
  more.addEventListener("click", () => { shown += 5 * LINES_SHOWN; draw(); });
  const sort = /** @type {HTMLSelectElement} */ (element("select", {}, ...["right", "left"].map((side) => element("option", { value: side }, say(`sort-${side}`)))));
  const arrange = () => {
    const keyed = lines.map((line) => /** @type {[string, typeof line]} */ ([key[/** @type {"left" | "right"} */ (sort.value)](line), line]));
    keyed.sort((a, b) => compare(a[0], b[0]) || compare(a[1].address, b[1].address));
    lines.splice(0, lines.length, ...keyed.map(([, line]) => line));
    draw();
  };
  sort.addEventListener("change", arrange);
  arrange();
  const csv = () => csvLine(["left", "word", "right", "citation", "address"]) +
    lines.map(({ left, word, right, citation, address }) => csvLine([left, word, right, citation, new URL(address, location.href).href])).join("");
  const head = element("thead", { class: "aside" }, element("tr", {}, ...["before", "word-head", "after"].map((name) => element("th", { scope: "col" }, say(name)))));
  return [
    element("p", { class: "said" }, counted(lines.length, "line", "lines"), " · ", element("label", {}, say("sort-by"), " ", sort), " ", saving("concordance.csv", "text/csv", csv)),
    element("table", { class: "concordance" }, element("caption", { class: "aside" }, say("concordance")), head, body), more,
  ];
}

/** Hits a year, and for a million words, of the queries that semicolons divide. @param {SearchPage} page */
async function frequency(page) {
  const { index, query, found } = page.current;
  const queries = query.split(/\s*;\s*/).filter(Boolean).slice(0, COMPARED);
  const years = await index.column("years"), sizes = await index.column("words");
  const all = queries.length === 1 ? [found] : await Promise.all(queries.map((/** @type {string} */ each) => new Matcher(index).run(parse(each))));
  /** @type {Map<number, number>} */
  const total = new Map();
  years.forEach((/** @type {any} */ span, /** @type {number} */ number) => { if (span) total.set(firstYear(span), (total.get(firstYear(span)) || 0) + sizes[number]); });
  const rows = [...total].filter(([, size]) => size).sort((a, b) => a[0] - b[0]).map(([year, size]) => ({ year, size, counts: all.map(() => 0) }));
  const byYear = new Map(rows.map((row) => [row.year, row]));
  all.forEach(({ results }, at) => {
    for (const { number, hits } of results) {
      const row = years[number] ? byYear.get(firstYear(years[number])) : null;
      if (row) row.counts[at] += hits.length || 1;
    }
  });
  if (!rows.length) return [element("p", {}, say("no-years"))];
  const rate = (/** @type {number} */ count, /** @type {number} */ size) => Math.round(count / size * 1e7) / 10;
  const chart = lineChart(queries, rows.map(({ year, size, counts }) => ({ year, values: counts.map((count) => rate(count, size)) })));
  const names = queries.flatMap((/** @type {string} */ each) => [say("hits-of", each), say("rate-of", each)]);
  const values = rows.map(({ year, size, counts }) => [year, size, ...counts.flatMap((count) => [count, rate(count, size)])]);
  const heads = [say("year-head"), say("words-head"), ...names];
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads.map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, ...values.map(([year, ...rest]) => element("tr", {}, element("th", { scope: "row" }, String(year)), ...rest.map((value) => element("td", {}, value.toLocaleString("en")))))));
  return [
    element("p", { class: "said" }, say("frequency-help"), " ", saving("frequency.csv", "text/csv", () => csvLine(heads) + values.map(csvLine).join("")), saving("frequency.svg", "image/svg+xml", () => new XMLSerializer().serializeToString(chart))),
    /** @type {any} */ (chart), element("details", { open: rows.length < 40 }, element("summary", {}, say("as-table")), table),
  ];
}

/** A line for each query. @param {string[]} queries @param {{year: number, values: number[]}[]} rows @returns {SVGElement} */
function lineChart(queries, rows) {
  const width = 640, height = 260, left = 46, foot = 24;
  const first = rows[0].year, span = Math.max(1, rows[rows.length - 1].year - first), most = Math.max(1, ...rows.flatMap(({ values }) => values));
  const x = (/** @type {number} */ year) => left + (year - first) / span * (width - left - 12), y = (/** @type {number} */ value) => height - foot - value / most * (height - foot - 20 * queries.length - 6);
  const colours = ["#b5504a", "#4a86b5", "#4f9457", "#a5842f", "#8f6bb0"], dashes = ["none", "7 3", "2 3", "9 3 2 3", "4 4"];
  const chart = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": say("frequency-label", queries.join("; ")), class: "chart", "font-size": 12, "font-family": "serif", fill: "currentColor" },
    drawn("line", { x1: left, x2: width - 12, y1: height - foot, y2: height - foot, stroke: "currentColor" }),
    drawn("text", { x: left, y: height - 6 }, String(first)), drawn("text", { x: width - 12, y: height - 6, "text-anchor": "end" }, String(first + span)),
    drawn("text", { x: left - 6, y: y(most) + 4, "text-anchor": "end" }, thousands(Math.round(most))), drawn("text", { x: left - 6, y: y(0) + 4, "text-anchor": "end" }, "0"));
  queries.forEach((query, at) => {
    const points = rows.map(({ year, values }) => `${x(year).toFixed(1)},${y(values[at]).toFixed(1)}`).join(" ");
    chart.append(drawn("polyline", { points, fill: "none", stroke: colours[at], "stroke-width": 2, "stroke-dasharray": dashes[at] }));
    if (rows.length === 1) chart.append(drawn("circle", { cx: x(first), cy: y(rows[0].values[at]), r: 3, fill: colours[at] }));
    chart.append(drawn("line", { x1: left, x2: left + 26, y1: 12 + 18 * at, y2: 12 + 18 * at, stroke: colours[at], "stroke-width": 2, "stroke-dasharray": dashes[at] }), drawn("text", { x: left + 34, y: 16 + 18 * at }, query));
  });
  return chart;
}
