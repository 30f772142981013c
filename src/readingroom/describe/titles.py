"""Titles: what reads like one, how its lines are put together, and what a file name says where a text says nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import fold_word
from readingroom.publication import is_publication

_EAST = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SENTENCE = re.compile(
    r"(?:[a-zß-öø-ÿ\u03ac-\u03ce\u0430-\u045f]{3}|\d{2})[.]['\"”’»)]?+\s++[^\W\d_]|。."
)  # small letters or a number: "ADVENTURE III. A CASE" is no sentence
_ASIDE = re.compile(r"\([^()]{1,60}\)")  # "(feat. Ada Quill)" holds a stop that ends nothing
_QUESTION = re.compile(r"[?!]\s++[^\W\d_]")
MOST_WORDS = 24
"""Words of a title that stands alone: what has more is a paragraph of one sentence."""
LONGEST_KICKER = 30
LONGEST_LINE = 125
"""Characters of a line of print or typescript: a title of two sentences, the second without a stop, may be as long."""
_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00ad": ""}
)


def fold(text: str) -> str:
    """Words for comparing: lower case, compatibility forms and quotation marks undone, white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold().split())


def is_eastern(text: str) -> bool:
    """Whether a text has signs of Chinese or Japanese, which know no capitals."""
    return bool(_EAST.search(text))


def in_title_case(text: str) -> bool:
    """Whether several words begin with capitals, and only small ones do not: "The Shepherd and the Wolf."."""
    found = [word.strip("\"'“”‘’«»().,;:!?_*") for word in text.split()]
    big = [word for word in found if word[:1].isalpha() and (word[0].isupper() or fold_word(word) not in words.STOPWORDS)]
    return len(big) > 1 and len(found) > 2 and all(word[0].isupper() for word in big)


def is_title(text: str) -> bool:
    """Whether a block that stands alone reads like a title: short, and no sentence that ends with a full stop."""
    if not text or len(text) > 200 or not any(sign.isalpha() for sign in text):
        return False
    if text[0] in "-•*–—>|" or text[0].islower() or "://" in text or text.startswith("www.") or is_publication(text):
        return False
    count = len(text.split())
    if is_open(text) and (count > 7 or fold_word(text.rsplit(maxsplit=1)[-1]) in words.ARTICLES or text[-1] == ","):
        return False  # "What We Are Waiting For" is one
    if text[-1] in ".。" and not text.endswith(("...", "…")) and (count > 12 or _EAST.search(text)):
        return False
    if text[-1] in ";،、；" or count > MOST_WORDS or (count > 15 and _QUESTION.search(text)):
        return False
    return not _SENTENCE.search(_ASIDE.sub("", text))


def is_headline(text: str) -> bool:
    """Whether lines in the place of a title may be one: not more words than a title has, and no more than two sentences."""
    return len(text.split()) <= MOST_WORDS and len(text) <= 200 and len(_SENTENCE.findall(text)) < 2


def is_open(text: str) -> bool:
    """Whether a line goes on in the next one: it ends with a small word or a mark that joins."""
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    return fold_word(last) in words.JOINING | words.ARTICLES or last[-1:] in ",:-–‐&"


_BRACKETS = re.compile(r"[\[【［〔《<](.{1,20})[\]】］〕》>]")
_NUMBERED = re.compile(r"([^\W\d_](?:[^\W\d_]| ){1,23}?[^\W\d_])(\W{1,4}?)(?:([^\W\d_]{1,6})\W{1,4}|N\.?\s?[ºª°]\.?\s?|[№#]\s?)\d{1,4}")


def is_kicker(text: str) -> bool:
    """Whether a line over the title names the kind of article, not its subject: "OPINION", "Feuilleton", "[Review]", "NOTES · NO. 7"."""
    text = text.strip()
    if len(text) > LONGEST_KICKER:
        return False
    bare = text.rstrip(":.")
    if fold_word(bare) in words.KICKERS or _BRACKETS.fullmatch(text):
        return True
    numbered = _NUMBERED.fullmatch(text)
    if not numbered or not text.replace("º", "").replace("ª", "").isupper():
        return False
    kind, mark, word = numbered.groups()
    return (fold_word(kind.split()[-1]) in words.KICKERS or not mark.isspace()) and (word is None or fold_word(word) in words.ISSUES)


def is_prose(line: str) -> bool:
    """Whether a line can only be running text: a sentence ends inside of it, or it is long and ends with a full stop."""
    return len(line) > 200 or (len(line) > 60 and line[-1:] in ".。") or (len(line) > LONGEST_LINE and bool(_SENTENCE.search(line)))


_BESIDE, _APART = (re.compile(rf"[A-Za-z0-9]{space}[\u3040-\u9fff]|[\u3040-\u9fff]{space}[A-Za-z]") for space in ("", " "))


def sets_no_space(body: str) -> bool:
    """Whether a Chinese or Japanese text writes Latin words without spaces around them."""
    return len(_BESIDE.findall(body)) > 2 * len(_APART.findall(body))


def join_title(lines: Sequence[str], known: Collection[str] = (), *, tight: bool = False) -> str:
    """The lines of a title as one: no space between Chinese or Japanese signs; a hyphen at an end stays unless the whole word is known.

    `tight`: Latin words have no space beside such signs either.
    """
    out, hyphen = "", False
    for line in lines:
        text = " ".join(line.split())
        if text in ("-", "‐") and out[-1:].isalnum():
            out, hyphen = out + "-", True  # an extraction set it on a line of its own
            continue
        if not any(map(str.isalnum, text)):
            continue  # an ornament, the line under a title
        if not out:
            out = text
        elif hyphen:
            out, hyphen = out + text, False
        elif out[-1] in "-‐\u00ad" and text[:1].isalpha() and out[-2:-1].isalpha():
            left, right = out[:-1].rpartition(" ")[2], text.split()[0]
            joined = re.sub(r"\W+$", "", left + right).casefold()
            out = out[:-1] + text if out[-1] == "\u00ad" or (text[0].islower() and (out[-1] == "‐" or joined in known)) else out + text
        elif (_EAST.match(out[-1]) and _EAST.match(text[:1])) or (tight and (_EAST.match(out[-1]) or _EAST.match(text[:1]))):
            out += text
        else:
            out += " " + text
    return out


def file_title(path: str) -> str:
    """A file name made readable: "letters/1931-05_from-tom.txt" -> "1931-05 from tom"; "" if it holds no letter or digit."""
    name = path.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    text = re.sub(r"(?<=\d)_(?=\d)", "-", stem)
    text = re.sub(r"(?<!\d)-|-(?!\d)|_|\+|(?<=\s)\s|\.(?=[^\W\d_])", " ", text)
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return text[:1].upper() + text[1:] if any(sign.isalnum() for sign in text) else ""
