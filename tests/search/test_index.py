"""The index is a function of the documents: edits give what a build from nothing gives, and touch little."""

import random
from pathlib import Path

import pytest
from made import generated, made, one_by_one
from oracle import Collection

from readingroom.search import codes
from readingroom.search import index as module
from readingroom.search.document import Document
from readingroom.search.index import Index
from readingroom.search.vocabulary import borders


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards, heavy terms and large documents, though the collection is small."""
    monkeypatch.setattr("readingroom.search.vocabulary.most", lambda total: 150)
    monkeypatch.setattr("readingroom.search.vocabulary.heavy", lambda total: 90)
    monkeypatch.setattr("readingroom.search.index.heavy", lambda total: 90)
    monkeypatch.setattr("readingroom.search.texts.LARGE", 900)


def built(folder: Path, documents: list[Document]) -> dict[str, bytes]:
    """The files of an index that is brought up to date."""
    return {name: path.read_bytes() for name, path in Index(folder, one_by_one).update(documents).items()}


@pytest.mark.usefixtures("small")
def test_edits_give_what_a_clean_build_gives(tmp_path: Path) -> None:
    """Words, passages and documents come and go; languages and titles change."""
    chance = random.Random(4)
    documents, spare = generated(60, 1), generated(90, 2)[60:]
    built(tmp_path / "kept", documents)
    for step in range(14):
        kind = chance.choice(("edit", "edit", "insert", "add", "remove", "title", "lang"))
        at = chance.randrange(len(documents))
        old = documents[at]
        html = old.html()
        if kind == "edit":
            documents[at] = changed(old, html.replace("e", "u", 1))
        elif kind == "insert":
            documents[at] = changed(old, f'<p id="new{step}">A paragraph that is new, {step}</p>{html}')
        elif kind == "add":
            documents.append(spare.pop())
        elif kind == "remove":
            del documents[at]
        elif kind == "title":
            documents[at] = changed(old, html, title=f"Another title {step}")
        else:
            documents[at] = changed(old, html, lang="fr" if old.lang != "fr" else "")
        assert built(tmp_path / "kept", documents) == built(tmp_path / f"clean{step}", documents), kind


def changed(document: Document, html: str, **more: object) -> Document:
    """A document with another text."""
    values = {name: getattr(document, name) for name in Document.__dataclass_fields__ if name not in ("html", "digest", "number", "url")}
    return made(document.number, html, **{**values, **more})


def test_order_does_not_matter(tmp_path: Path) -> None:
    """Nor does the number of processes' shares."""
    documents = generated(20)
    assert built(tmp_path / "one", documents) == built(tmp_path / "other", documents[::-1])


@pytest.mark.usefixtures("small")
def test_an_edit_touches_little(tmp_path: Path) -> None:
    """One word for another: the shards of both words, the texts, and lists."""
    documents = generated(80, 3)
    before = built(tmp_path, documents)
    at = next(at for at, document in enumerate(documents) if document.lang == "en" and "lighthouse" in document.html()[40:])
    html = documents[at].html()
    place = html.rindex("lighthouse")
    documents[at] = changed(documents[at], html[:place] + "zebra" + html[place + len("lighthouse") :])
    after = built(tmp_path, documents)
    assert len(before) > 60
    assert len(after.keys() - before.keys()) < 16


def test_an_empty_collection_has_an_index(tmp_path: Path) -> None:
    """And one whose documents have no words."""
    assert "index.js" in built(tmp_path / "none", [])
    assert "index.js" in built(tmp_path / "blank", [made(1, "", title="—")])
    assert built(tmp_path / "blank", []) == built(tmp_path / "none", [])


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    """The state, or the runs, cut short or gone."""
    documents = generated(10)
    wanted = built(tmp_path, documents)
    (tmp_path / "state").write_bytes((tmp_path / "state").read_bytes()[:100])
    assert built(tmp_path, documents) == wanted
    for run in (tmp_path / "runs").iterdir():
        run.unlink()
    assert built(tmp_path, documents) == wanted
    next((tmp_path / "files").glob("p-*")).unlink()
    assert built(tmp_path, documents) == wanted


def test_no_word_but_those_of_the_texts(tmp_path: Path) -> None:
    """The lists of terms hold what the passages hold, and a document that is gone leaves nothing."""
    documents = generated(30)
    built(tmp_path, [*documents, made(500, "<p>the unspeakable Zzyzx</p>", title="Hidden")])
    files = built(tmp_path, documents)
    terms = set()
    for name, data in files.items():
        content = codes.opened(data)[1]
        assert b"zzyzx" not in content.lower()
        if name.startswith("v/"):
            terms |= {*content.decode().split("\n")}
    assert terms == Collection(documents).terms


def test_borders_hold_the_limit_and_stay() -> None:
    """No shard is too heavy, and a word more or less moves few borders."""
    import numpy as np  # noqa: PLC0415

    chance = random.Random(1)
    hashes = np.array([chance.getrandbits(32) for _ in range(5000)], np.uint32)
    weights = np.array([int(chance.paretovariate(1.2)) for _ in range(5000)], np.int64)
    found = borders(hashes, weights, 400)
    ends = [*found[1:], len(weights)]
    assert all(weights[a:b].sum() <= 400 or b - a == 1 for a, b in zip(found, ends, strict=True))
    weights[2500] += 1
    assert len({*found} ^ {*borders(hashes, weights, 400)}) <= 4


def test_codes_go_there_and_back() -> None:
    """Bytes of every length as characters, and a file that is cut short is noticed."""
    chance = random.Random(2)
    for size in (*range(60), 5000):
        data = chance.randbytes(size)
        assert codes.from_script(codes.as_script(data)) == data
    script = codes.script(codes.name_of("p", data), codes.deflated([data], of_texts=False))
    assert codes.opened(script)[1] == data
    for broken in (script[:-40] + script[-4:], script[:100], script.replace(b"p/", b"p/a", 1), script[:60] + b"!" + script[61:]):
        with pytest.raises(ValueError):
            codes.opened(broken)


def test_release_is_part_of_what_is_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another release makes everything anew."""
    documents = generated(5)
    built(tmp_path, documents)
    monkeypatch.setattr(module, "release", lambda: "another")
    for path in (tmp_path / "files").iterdir():
        path.write_bytes(b"as another release coded it")
    assert b"as another release coded it" not in built(tmp_path, documents).values()
    assert all(path.name.endswith("-another") for path in (tmp_path / "runs").iterdir())
