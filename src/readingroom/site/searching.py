"""Where the site meets the search: what is indexed of a document, the search page, and the files of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from pelican.contents import Content

from readingroom.search.columns import COLUMNS
from readingroom.search.document import Document
from readingroom.search.index import Index, release
from readingroom.search.scripts import joined_script, stemmer_scripts
from readingroom.search.stemming import algorithm
from readingroom.search.workers import share_out
from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue
from readingroom.site.edtf import Moment, moment
from readingroom.site.rows import Leaf

FOLDER = "search"
"""Of the index, in the output."""


@dataclass(frozen=True, slots=True)
class Example:
    """A query that finds something, with what it shows."""

    query: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """`search.html`."""

    save_as: str
    root: str
    title: str
    examples: tuple[Example, ...]


def search_page(catalogue: Catalogue) -> Page:
    """`search.html`, with examples from the collection itself."""
    return Page("search.html", "search", SearchView("search.html", "", "Search", tuple(_examples(catalogue))))


def _examples(catalogue: Catalogue) -> Iterator[Example]:
    """Fields, with values that are there."""
    leaves = catalogue.listed
    title = next(
        (word for leaf in leaves if not leaf.entry.untitled for word in leaf.entry.title.split() if len(word) > 4 and word.isalpha()), ""
    )
    author = next((leaf.authors[0].name for leaf in leaves if leaf.authors), "")
    collection = next((leaf.collection[0].name for leaf in leaves if leaf.collection), "")
    lang = next((leaf.entry.lang for leaf in leaves if leaf.entry.lang), "")
    year = next((leaf.entry.when.year for leaf in leaves if leaf.entry.when.year is not None), None)
    if title:
        yield Example(f"title:{title}", "in the title")
    if author:
        yield Example(f'author:"{author}"', "by an author")
    if collection:
        yield Example(f'collection:"{collection}"', "in a collection")
    if lang:
        yield Example(f"lang:{lang}", "in a language")
    if year is not None:
        yield Example(f"year:{year}..{year + 5}", "from these years; also year:1930s, year:undated, year:about")


def documents_of(articles: Iterable[Content]) -> list[Document]:
    """What is indexed: the documents that lists show. Those without a number of the registry follow after all others, by their files."""
    listed = [article for article in articles if article.row.listed]
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for article in sorted(listed, key=lambda article: article.relative_source_path):
        number = article.row.entry.number
        if number.isascii() and number.isdigit() and 0 < int(number) < 1 << 24 and int(number) not in taken:
            taken.add(int(number))
            numbers[article.relative_source_path] = int(number)
    last = max(taken, default=0)
    for article in sorted(listed, key=lambda article: article.relative_source_path):
        if article.relative_source_path not in numbers:
            last += 1
            numbers[article.relative_source_path] = last
    return [_document(article, article.row, numbers[article.relative_source_path]) for article in listed]


def _document(article: Content, leaf: Leaf, number: int) -> Document:
    entry = leaf.entry
    facts = {
        "authors": [link.name for link in leaf.authors],
        "collections": ["/".join(link.name for link in leaf.collection[: at + 1]) for at in range(len(leaf.collection))],
        "languages": [leaf.language.name] if leaf.language else [],
        "topics": [link.name for link in leaf.tags],
        "types": [value for name, value in leaf.more if name.lower() in ("type", "genre")],
    }
    return Document(
        number=number,
        url=entry.url,
        title=entry.title,
        digest=_digest(article),
        html=lambda: str(article._content),
        pages=tuple(link.url for link in leaf.pages),
        untitled=entry.untitled,
        subtitle=leaf.subtitle,
        lang=entry.lang,
        direction=entry.dir,
        date=entry.when.words,
        order=entry.order,
        years=years_of(entry.when),
        columns=tuple(tuple(dict.fromkeys(column.values(facts))) for column in COLUMNS),
        citation=" ".join(leaf.citation),
    )


def _digest(article: Content) -> bytes:
    """Of the text; the engine may know it already."""
    known = getattr(article, "body_digest", None)
    if known and article.is_kept():
        return bytes(known)
    return blake2b(str(article._content).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def years_of(when: Moment) -> tuple[int, int, bool] | None:
    """The first and the last year that a date may be of, and whether it is about; None if it is undated."""
    if not when.words:
        return None
    start, slash, end = when.edtf.partition("/")
    first, last = _span(start), _span(end) if slash else None
    about = any(sign in when.edtf for sign in "~?%X") or (bool(slash) and not (start.strip(".") and end.strip(".")))
    if first is None and last is None:
        return None
    if first is None:
        assert last is not None
        first = last
    return first[0], (last or first)[1], about


def _span(point: str) -> tuple[int, int] | None:
    """The years of one end of an interval."""
    when = moment(point)
    if not when.words:
        return None
    year = point.lstrip("-")[:4]
    width = 99 if year.endswith("XX") else 9 if "X" in year else 0
    return when.order[0], when.order[0] + width


def write_search(articles: Iterable[Content], cache: Path, put: Callable[[str, Path, bytes], None]) -> None:
    """Bring the index in the cache up to date, and hand over its files: (name in the output, where it is, what its content is known by)."""
    documents = documents_of(articles)
    index = Index(cache, share_out)
    made = index.update(documents)
    stemmers = sorted({name for document in documents if (name := algorithm(document.lang))})
    scripts: Mapping[str, bytes] = {"search.js": joined_script(), **stemmer_scripts(stemmers)}
    for name, data in scripts.items():
        path = index.folder / "scripts" / name.replace("/", "-")
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
        made[name] = path
    for name, path in sorted(made.items()):
        named = f"{name} {release()}".encode() if name[1:2] == "/" else blake2b(path.read_bytes(), digest_size=16).digest()
        put(f"{FOLDER}/{name}", path, named)
