"""What a style loads, read as a browser reads it (CSS Syntax Module): escapes, comments, strings and addresses without quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import tinycss2

from readingroom.check.references import embedded_style

ADDRESSES = frozenset({"url", "src"})
"""Functions whose string is an address."""
PICTURES = frozenset({"image-set", "-webkit-image-set", "image", "cross-fade", "-webkit-cross-fade"})
"""Functions whose strings are addresses, each among other things."""
NAMES = frozenset({"namespace", "document", "-moz-document"})
"""At-rules whose addresses are names, which nobody loads."""
_DEPTH = 5  # styles in styles


def loads_of(style: str, depth: int = _DEPTH) -> Iterator[tuple[int, str]]:
    """(line, address) of everything that CSS loads: of a file, an element or an attribute. A style that it holds itself, as a `data:`
    address, is looked into."""
    if "(" in style or "@" in style or "\\" in style:  # most attributes have nothing of these
        for line, address, is_style in _loads(tinycss2.parse_component_value_list(style, skip_comments=True)):
            inner = embedded_style(address) if is_style and depth else None
            if inner is None:
                yield line, address
            else:
                yield from ((line, held) for _, held in loads_of(inner, depth - 1))


def _loads(tokens: Sequence[Any]) -> Iterator[tuple[int, str, bool]]:
    """(line, address, whether a style is expected there). Blocks lie in one another as deep as somebody likes: no recursion."""
    waiting = [(iter(tokens), "", "")]  # tokens, the function whose arguments they are, the at-rule that they belong to
    while waiting:
        rest, inside, rule = waiting.pop()
        for token in rest:
            kind = token.type
            if kind == "at-keyword":
                rule = token.lower_value
            elif kind == "literal" and token.value == ";":
                rule = ""
            elif kind == "url" or (kind == "string" and (rule == "import" or inside in ADDRESSES | PICTURES)):
                if rule not in NAMES:
                    yield token.source_line, token.value, rule == "import"
            elif kind == "function" or kind.endswith(" block"):
                is_body = kind == "{} block"
                waiting.append((rest, inside, "" if is_body else rule))
                content = token.arguments if kind == "function" else token.content
                waiting.append((iter(content), token.lower_name if kind == "function" else "", "" if is_body else rule))
                break
