"""Collections to search: generated ones, and a folder with all that a search page needs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from samples import ROOT

from readingroom.search.document import Document
from readingroom.search.index import Index
from readingroom.search.scripts import joined_script, stemmer_scripts
from readingroom.search.stemming import algorithm

LINES = {
    "en": "The harbour-master's log says that the well-known lighthouse co-operates with no one; Banquo’s ghost, and Banquo, walked.",
    "de": "Die Straße nach Köln führt über die Brücken; Häuser und Haus, ein größeres Gemälde. Mitternacht-Zeitung.",
    "fr": "L’arrivée des navires, les forêts et l'œuvre; nous étions arrivés à l’heure où le garçon naïf s’endormait.",
    "es": "La información y las informaciones de Rodríguez sobre la navegación; canciones, año y niños.",
    "ru": "Ёлка стоит у берега; корабли и корабль, мой йод, твоей реки. Корабля нет.",
    "pl": "Łódź płynie; zażółć gęślą jaźń, źródło i źródła.",
    "ja": "港の灯台は東京都から見える。京都に行く人々はカメラを持っている。",
    "zh": "海港的燈塔在北京市的東邊。北京市很大。",
    "ko": "항구의 등대는 서울에서 보인다. 서울은 크다.",
    "th": "ประภาคารอยู่ที่ท่าเรือ ท่าเรืออยู่ไกล",
    "ar": "الكِتَاب في المكتبة، والكتاب كتابٌ قديم؛ كُتُب أخرى.",
    "he": "הסֵפֶר בספרייה והספרים על השולחן.",
    "hi": "किताब पुस्तकालय में है, किताबें पुरानी हैं।",
    "el": "Ο φάρος της Θεσσαλονίκης· οι φάροι και ο ΦΑΡΟΣ.",
}  # fmt: skip


def generated(count: int, seed: int = 7) -> list[Document]:
    """Documents in many languages whose passages are made of the pieces of LINES, with compounds, diacritics and odd characters."""
    chance = random.Random(seed)
    pieces = {lang: re.split(r"(?<=[\s。、])", line) for lang, line in LINES.items()}
    odd = [
        "ﬁne ",
        "a\u00adb ",
        "x_y ",
        "1914-1918 ",
        "<b>&amp;</b> ",
        "𝔘nicode ",
        "e\u0301te\u0301 ",
        "rock-n-roll-star-x ",
        "½ ",
        "ſhip ",
        "Ⅳ ",
        "co\u2010operate ",
        "O\u02bcNeill ",
        "𠀀𠀁 ",
    ]
    found = []
    for number in range(1, count + 1):
        lang = chance.choice([*LINES])
        html = []
        for at in range(chance.randrange(1, 12)):
            text = "".join(chance.choice(pieces[lang] if chance.random() < 0.9 else odd) for _ in range(chance.choice((2, 9, 20, 60))))
            tag = chance.choice(("p", "p", "p", "h2", "li"))
            html.append(f'<{tag} id="p{at}">{text if chance.random() < 0.5 else escape(text)}</{tag}>\n')
        years = None if chance.random() < 0.2 else (chance.randrange(1890, 1940), chance.random() < 0.2)
        span = None if years is None else (years[0], years[0] + 9 * years[1], years[1])
        columns = (
            (chance.choice(("A. Pell", "Ivo Maunder", "Łucja Ó")),),
            (chance.choice(("letters", "letters/1931", "minutes")),),
            (lang,),
            tuple(chance.sample(("tides", "harbour light", "x"), chance.randrange(3))),
            (),
        )
        found.append(
            made(
                number * 3, "".join(html), title=chance.choice(LINES[lang].split("。"))[:30].strip(), lang=lang, years=span, columns=columns
            )
        )
    return found


def made(number: int, html: str, **more: object) -> Document:
    """A document."""
    more.setdefault("columns", ((), (), (), (), ()))
    return Document(number, f"documents/d{number}.html", html=lambda: html, digest=html.encode("utf-8", "surrogatepass"), **more)  # type: ignore[arg-type]


def write_site(folder: Path, documents: list[Document], cache: Path) -> Path:
    """A folder with the index of some documents and the search page of the theme, without the rest of a site. Gives the page."""
    files = Index(cache, one_by_one).update(documents)
    for name, path in files.items():
        target = folder / "search" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    stemmers = {name for document in documents if (name := algorithm(document.lang))}
    for name, data in {"search.js": joined_script(), **stemmer_scripts(stemmers)}.items():
        target = folder / "search" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    main = re.search(r"\{% block main %\}(.*)\{% endblock %\}", (ROOT / "theme/templates/search.html").read_text("utf-8"), re.DOTALL)
    assert main
    body = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", main[1])
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"
    page = folder / "search.html"
    page.write_text(
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Search</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<script src="search/search.js" data-top="" defer></script></head><body><main>{body}</main></body></html>\n',
        "utf-8",
    )
    return page


def one_by_one(work: Callable[[Any], Any], items: Iterable[Any]) -> list[Any]:
    """No other processes."""
    return [work(item) for item in items]
