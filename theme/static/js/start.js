// On every page: the box that leads to the search page, the key / for it, and marks where a hit led here.

/** @param {HTMLScriptElement} script */
function start(script) {
  const top = script.dataset.top || "";
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.search-box"));
  if (form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const query = /** @type {HTMLInputElement} */ (form.elements.namedItem("q")).value.trim();
      location.href = `${top}search.html${query ? `#${new URLSearchParams({ q: query })}` : ""}`;
    });
  }
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("query") || form?.querySelector("input"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || !field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  if (document.getElementById("results")) new SearchPage(top).start();
  const marks = new URLSearchParams(location.search).get("mark");
  if (marks) markPage(marks);
}

start(/** @type {HTMLScriptElement} */ (document.currentScript));
