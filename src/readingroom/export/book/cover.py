"""The cover: type alone, in the colours of the theme, as SVG."""

from __future__ import annotations

from html import escape

from readingroom.export.model import Collection

_WIDTH, _HEIGHT = 1600, 2400
_PAPER, _INK, _ACCENT = "#fbf9f4", "#211c17", "#7c1d1d"
"""The colours of the theme's tokens.css, on paper."""
_EM = 0.55
"""Width of an average letter of a serif typeface, in em; of a character of a script without spaces: 1."""


def cover(collection: Collection) -> str:
    """The cover as an SVG image of 1600 by 2400."""
    title, size = fitted(collection.site.name, 150, _WIDTH - 320)
    subtitle, small = fitted(collection.site.subtitle, 58, _WIDTH - 320)
    top = 620
    lines = [_line(text, top + at * size * 1.15, size, _INK) for at, text in enumerate(title)]
    below = top + len(title) * size * 1.15 + 40
    rule = f'<path d="M{_WIDTH / 2 - 120} {below:.0f}h240" stroke="{_ACCENT}" stroke-width="6"/>'
    under = [_line(text, below + 130 + at * small * 1.35, small, _INK) for at, text in enumerate(subtitle)]
    years = span(collection)
    foot = [_line(years, _HEIGHT - 240, 64, _ACCENT)] if years else []
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">'
        f"<title>{escape(collection.site.name)}</title>"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_PAPER}"/>'
        f'<rect x="60" y="60" width="{_WIDTH - 120}" height="{_HEIGHT - 120}" fill="none" stroke="{_ACCENT}" stroke-width="4"/>'
        f"{''.join(lines)}{rule}{''.join(under)}{''.join(foot)}</svg>"
    )


def span(collection: Collection) -> str:
    """The years of the documents: "1898–1996"; "" if none has a year."""
    years = sorted(view.entry.when.year for view in collection.views if view.entry.when.year is not None and view.entry.when.year > 0)
    return "" if not years else f"{years[0]}" if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def fitted(text: str, size: int, width: int) -> tuple[list[str], int]:
    """A text in lines that fit a width, at the largest size up to `size` at which it takes no more than six; size in units of the image."""
    while True:
        lines = _wrapped(text, width / size)
        if len(lines) <= 6 or size <= 40:
            return lines, size
        size = size * 9 // 10


def _wrapped(text: str, ems: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for word in text.split() if any(map(str.isspace, text)) else list(text):
        wide = sum(1 if ord(c) > 0x2E7F else _EM for c in word)
        gap = "" if not any(map(str.isspace, text)) else " "
        if line and used + wide + _EM * bool(gap) > ems:
            lines.append(line)
            line, used = word, wide
        else:
            line, used = (line + gap + word, used + wide + _EM * bool(gap)) if line else (word, wide)
    return [*lines, line] if line else lines


def _line(text: str, y: float, size: float, fill: str) -> str:
    style = f'font-family="Source Serif 4, serif" font-size="{size:.0f}" fill="{fill}" text-anchor="middle"'
    return f'<text x="{_WIDTH / 2:.0f}" y="{y:.0f}" {style}>{escape(text)}</text>'
