"""How wide a text is: in columns or characters as typed, or in 1/200 em as printed in an ordinary face.

A line break in a printed text tells whether the next word would still have fitted, but only to those who know how wide the letters
are. Nobody says which face a text was printed in. The two that most pages are set in, and that hundreds of others resemble, are a sans
serif with the metrics of Arial and a serif with those of Times New Roman; their advance widths are published with every font file
(here: Liberation Sans and Serif). The layout tries them all and keeps the one that contradicts the text least.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

EM = 200
SANS = {
    38: "'", 44: "ijl‘’łίιі", 52: "|", 56: " !,./:;I[\\]ft·ıΙΪІЇї\u00a0", 67: "()-`r{}¡‐“”„‹›\u00ad", 70: '•"',
    73: "г", 78: "*τ", 80: "°ґ", 88: "ζкέε", 90: "ξ", 92: "зт", 94: "^ς", 98: "Ґ", 100: "Jcksvxyzγκλνсух", 102: "эє",
    104: "чьχ", 106: "в", 108: "Гпяΰυ", 110: "±÷Γнџ", 111: "#$0123456789?L_abdeghnopqu¢£¥§«»ðþ–†‡€Łđήδηθοаеорёћий",
    114: "ρ", 115: "βμбцάα", 117: "+<=>~×Кдл", 121: "З", 122: "FTZ¿ßøΖΤТσ", 124: "Σъ", 127: "У", 130: "ΞφБЛЬ",
    133: "&ABEKPSVXYÞΑΒΕΚΡΥΧΫАВЕРХЧЁΔΛжД", 138: "πм", 144: "CDHNRUwÐĐΗΝΠИЙНПСЭЯыЄЏψ", 148: "©®Ц", 150: "ΩюФ",
    156: "GOQØΘΟωОЪ", 160: "Φшњ", 166: "фщMmΜΨМЋ", 178: "%æЫљ", 184: "ШЖЩ", 189: "Wœ", 200: "Æ—…Œ", 202: "ЮЊ@",
    212: "Љ№",
}  # fmt: skip
SERIF = {
    36: "'", 40: "|", 50: " ,.·ίι\u00a0", 56: "/:;\\ijltıłії", 67: "!()-I[]`fr¡‐‘’‹›ΙΪІЇ\u00ad", 70: "•ґ", 78: "Jsςз",
    80: '°τ"г', 84: "ζέεэє", 87: "тγ", 89: "?acez¿“”„ξχаесёνҐ", 91: "ья", 94: "^δв", 96: "{}θλк",
    100: "#$*0123456789_bdghknopquvxy¢£¥§«»ßøðþ–†‡€đορЗлорухћΰυκπчβбд", 105: "άήαηъ", 107: "μийнпцџ~σ",
    111: "FPSÞΡР±÷", 113: "+<=>×", 116: "ΓΣГφБЬ", 122: "ELTZŁΕΖΤЕТЁψ", 128: "мΔΞ", 132: "ωЭЄЧфBCRæΒВКСЯы", 136: "ДЛж",
    141: "ЪУ", 144: "ADGHKNOQUVXYwØÐœĐΑΗΘΚΝΟΠΥΧΫАИЙНОПХЦЏΛљњΦ", 149: "ΩюΨЋ", 153: "©®шщ", 156: "&mФ", 167: "%",
    175: "ЫЉЊ", 178: "MÆŒΜМЖ", 184: "@", 190: "W№", 200: "—…", 204: "ШЩЮ",
}  # fmt: skip
# Letters that join change with their neighbours; what counts is the mean of their shapes (DejaVu Sans, scaled to the faces above).
SEMITIC = {
    40: "י", 50: "ןاآأإ", 60: "ז", 72: "גנ", 84: "ءدذ", 88: "ؤو", 92: "ةرزغلنهכ", 96: "ئعيדךץ", 100: "בלר", 104: "مצ",
    110: "بتثجحخפעף", 116: "قאהחטםסת", 120: "كמ", 124: "קש", 136: "ف", 144: "ى", 152: "طظ", 184: "سشصض",
}  # fmt: skip
_OTHERS = 110  # a letter of a script that is not listed

_PAGES = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp1255", "cp1256")
"""Codepages that make a byte of each letter of a text, so that its width is a table look-up and a sum; one of them fits most texts."""

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ABOVE = "".join(map(chr, (code for code in range(0x900, 0x1100) if unicodedata.category(chr(code)) == "Mn")))
"""Vowel signs and others of the scripts of India and their neighbours that stand above or below a letter."""
_NOTHING = re.compile(f"[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff{_ABOVE}]")


def spaceless(character: str) -> bool:
    """Whether it belongs to a script that sets no spaces between words, so that a line may break before and after it."""
    return "\u2e80" <= character <= "\uff60" and bool(_WIDE.match(character)) and not "\uac00" <= character <= "\ud7a3"


@dataclass(frozen=True, slots=True)
class Ruler:
    """One way to measure a text."""

    name: str  # "columns", "characters", "sans", "serif"
    space: float  # between two words
    letter: float  # an ordinary letter: what may be lacking before one speaks of room
    page: str = ""
    table: bytes = b""

    def width(self, text: str) -> float:
        """How wide a text is, in columns or 1/200 em."""
        if not self.table:
            return (
                float(len(text))
                if self.name == "characters" or text.isascii()
                else float(len(text) + len(_WIDE.findall(text)) - len(_NOTHING.findall(text)))
            )
        return float(sum(self._printed(text)) + self._unknown(text))

    def widths(self, texts: Sequence[str]) -> list[float]:
        """How wide each of these texts is. A letter is a byte, so all are looked up at once."""
        together = "".join(texts)
        if together.isascii():  # nothing in it that a table does not know
            if not self.table:
                return _shared(list(map(len, texts)))
            printed, unknown = self._printed(together), [0] * len(texts)
        elif not self.table:
            return [self.width(text) for text in texts]
        else:
            printed, unknown = self._printed(together), [self._unknown(text) for text in texts]
        out = []
        at = 0
        for text, more in zip(texts, unknown, strict=True):
            end = at + len(text)
            out.append(sum(printed[at:end]) + more)
            at = end
        return _shared(out)

    def _printed(self, text: str) -> bytes:
        """The widths of all characters; what can't be encoded counts as "?"."""
        return text.encode(self.page, "replace").translate(self.table)

    def _unknown(self, text: str) -> int:
        """What is to be added for characters that were counted as "?"."""
        if text.isascii():
            return 0
        unknown = self.table[63]
        more = len(_WIDE.findall(text)) * (EM - unknown)
        return more if self.page in ("cp1255", "cp1256") else more - len(_NOTHING.findall(text)) * unknown


def _shared(widths: Sequence[int]) -> list[float]:
    """Widths as numbers that are the same object where they are the same: most lines of a text are about as wide as each other."""
    known = {width: float(width) for width in set(widths)}
    return [known[width] for width in widths]


COLUMNS = Ruler("columns", 1.0, 1.0)
CHARACTERS = Ruler("characters", 1.0, 1.0)
"""What a program counts that wraps text and doesn't know that a Chinese, Japanese or Korean character is twice as wide as a Latin one."""


def rulers(text: str) -> tuple[Ruler, ...]:
    """The rulers to try on a text: columns, characters where that is not the same, sans, serif."""
    sample = "" if text.isascii() else "".join(_NOT_ASCII.findall(text, 0, 20_000))[:2_000]
    page = _PAGES[0] if not sample else max(_PAGES, key=lambda page: len(sample.encode(page, "ignore")))
    typed = (COLUMNS, CHARACTERS) if _WIDE.search(sample) or _NOTHING.search(sample) else (COLUMNS,)
    return *typed, _printed("sans", page), _printed("serif", page)


@cache
def _printed(name: str, page: str) -> Ruler:
    widths = {character: width for width, characters in SEMITIC.items() for character in characters}
    widths |= {character: width for width, characters in (SANS if name == "sans" else SERIF).items() for character in characters}
    table = bytearray()
    for byte in range(256):
        character = bytes([byte]).decode(page, "replace")
        base = unicodedata.normalize("NFD", character)[0]  # an accent makes a letter no wider
        nothing = unicodedata.category(character) in ("Mn", "Cf", "Cc")
        table.append(0 if nothing else widths.get(character, widths.get(base, _OTHERS)))
    return Ruler(name, float(widths[" "]), 100.0, page, bytes(table))
