// Every word that the search says, in one place. {0} is the first value.

const MESSAGES = {
  "operator": "“{0}” stands between two words: harbour OR lighthouse.",
  "unclosed": "The quotation “{0}” has no end; it was taken up to the end of the query.",
  "field": "There is no field {0}. There are: {1}.",
  "letters": "“{0}” has no letter or digit to look for.",
  "minus": "A minus can’t stand in “{0}” after OR or NEAR; it was left out.",
  "near": "NEAR stands between words and phrases, not between fields.",
  "single": "“{0}”: * and ~ work on single words.",
  "year": "“{0}” is no year: write 1931, 1917..1924, 1930s, ..1900, 1950.., undated or about.",
  "document": "There is no document “{0}”.",
  "value": "No document has “{1}” as its {0}.",
  "spellings": "{0}~ took these spellings: {1}.",
  "no-spellings": "No spelling like “{0}” is in the collection.",
  "nothing": "Nothing was found.",
  "nowhere": "“{0}” is nowhere in the collection.",
  "nearest": "Did you mean",
  "count": "{0} in {1}",
  "hit": "1 passage", "hits": "{0} passages",
  "document-1": "1 document", "documents": "{0} documents",
  "loading": "Searching …",
  "progress": "Searching … {0} of {1} parts of the index",
  "damaged": "A part of the index is missing or damaged, or of another edition of this site ({0}). Reload the page; if it is no better, whoever keeps this site should build it again.",
  "more": "More documents", "more-in": "{0} more in this document", "only": "search in this document only",
  "undated": "undated", "about": "about", "decade": "{0}s", "decades": "Decades",
  "more-values": "{0} more", "fewer": "fewer",
  "years": "Hits by year", "as-table": "as a table", "year-head": "Year", "hits-head": "Passages",
  "place": "{0} of {1}", "next": "Next", "previous": "Previous", "unmark": "Take marks away",
  "passages-marked": "Passages with the words you searched for",
  "sources": "Documents",
  "concordance": "Concordance", "line": "1 line", "lines": "{0} lines", "sort-by": "Sort by what stands", "sort-left": "before", "sort-right": "after",
  "before": "Before", "word-head": "Word", "after": "After",
  "no-years": "No document has a year.", "hits-of": "{0}: passages", "rate-of": "{0}: for a million words", "words-head": "Words",
  "frequency-label": "Passages for a million words, through the years: {0}",
  "frequency-help": "Passages for a million words of each year. Semicolons put up to five queries beside each other: harbour; \"low water\".",
  "csv": "Save as CSV", "svg": "Save as SVG",
};

/** @param {string} key @param {...(string | number)} values @returns {string} */
function say(key, ...values) {
  return /** @type {Record<string, string>} */ (MESSAGES)[key].replace(/\{(\d)\}/g, (_, at) => String(values[at]));
}

/** @param {number} number */
function thousands(number) {
  return number.toLocaleString("en");
}

/** @param {number} count @param {string} one @param {string} many */
function counted(count, one, many) {
  return count === 1 ? say(one) : say(many, thousands(count));
}
