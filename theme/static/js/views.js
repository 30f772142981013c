// Other ways to look at the hits of a search.

/** @param {SearchPage} page @returns {Promise<HTMLElement[]>} */
async function otherView(page) {
  return page.items(0, FIRST);
}
