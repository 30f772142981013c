"""What tests want to know of a page of HTML."""

from html.parser import HTMLParser

VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "rect"])  # rect closes itself
TEXT = frozenset(["a", "article", "body"])


class Html(HTMLParser):
    """A page: its tags, ids, links, and what is wrong with the way its tags are nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.wrong: list[str] = []
        self.text = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.wrong.append(f"attribute twice in <{tag}>")
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        self.links += [given[name] for name in ("href", "src") if name in given]
        if tag == "a" and "a" in self._open:
            self.wrong.append("a link in a link")
        if tag in {"p", "ul", "ol", "table", "blockquote", "div"} and "p" in self._open:
            self.wrong.append(f"<{tag}> in <p>")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        """Text."""
        self.text += data

    def find(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """The attributes of every such tag."""
        return [given for name, given in self.tags if name == tag and all(given.get(key) == value for key, value in attributes.items())]


def parse(html: str) -> Html:
    """Read a page, or a piece of one."""
    page = Html()
    page.feed(html)
    page.close()
    page.wrong += [f"<{tag}> is not closed" for tag in page._open]
    return page
