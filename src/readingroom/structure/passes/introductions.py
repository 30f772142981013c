"""Quotations that nothing marks but what stands before and behind them: "Trotsky wrote:" and a citation in parentheses.

An introduction is a paragraph whose last sentence says that somebody speaks or writes, and ends in a colon. What follows it is quoted: one
paragraph; or, where a citation closes the passage, every paragraph up to it, further introductions left out. The citation itself
says where the words are from and is not among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from readingroom.document import AnyBlock, Code, Paragraph
from readingroom.structure.layout import Layout
from readingroom.structure.rules.citations import is_source

_FARTHEST = 12  # paragraphs; a quotation that goes on for longer is not known by its citation alone
_SHORTEST = 40  # characters; what is shorter is rather a label or an answer
_SHORT = 120  # characters of an introduction without a verb
_LONG = 200  # characters; a further introduction is shorter
_VERBS = (  # to say, to write, to begin with; words, statement
    # English
    "wrote|writes|written|writing|said|says|saying|stated|states|declared|declares|concluded|concludes|explained|explains|added|adds|argued|argues|noted|notes|"
    "remarked|observed|insisted|replied|answered|asked|told|reported|reports|recalled|continued|continues|quoted|quotes|warned|commented|proclaimed|reads|read|"
    "begins|began|starts|opens|words|statement|letter|message|reasoning|passage|motto|as follows|"
    # German
    "schrieb|schrieben|schreibt|geschrieben|sagte|sagten|sagt|gesagt|erklärte|erklärt|meinte|meint|betonte|fügte|antwortete|berichtete|berichtet|beginnt|begann|"
    "leitet|heißt|hieß|lautet|lautete|Worten|Worte|folgt|"
    # Dutch, Scandinavian
    "schreef|schrijft|zei|zegt|verklaarde|antwoordde|woorden|skrev|skriver|sade|sagde|sier|sa|säger|siger|ord|"
    # French, Spanish, Portuguese, Italian, Romanian, Catalan
    "écrivit|écrivait|écrit|dit|disait|déclara|déclare|déclarait|affirma|affirme|expliqua|explique|ajouta|ajoute|répondit|conclut|commence|mots|paroles|"
    "escribió|escribe|escribía|escrito|dijo|dice|decía|declaró|afirmó|afirma|explicó|explica|añadió|agregó|concluyó|respondió|comienza|empieza|palabras|"
    "escreveu|escreve|disse|diz|declarou|afirmou|explicou|acrescentou|concluiu|respondeu|começa|palavras|"
    "scrisse|scrive|scriveva|scritto|dichiarò|dichiara|affermò|spiegò|spiega|aggiunse|concluse|rispose|inizia|comincia|parole|scris|spus|spune|"
    "va escriure|va dir|"
    # Polish, Czech, Slovak
    "napisał|napisała|napisali|pisał|pisze|powiedział|powiedziała|mówi|stwierdził|stwierdza|oświadczył|wyjaśnił|dodał|odpowiedział|"
    "zaczyna|rozpoczyna|uruchamia|słowami|słowa|"
    "napsal|napsala|píše|řekl|řekla|říká|prohlásil|dodal|slovy|napísal|povedal|hovorí|"
    # Russian, Ukrainian, Bulgarian, Serbian
    "писал|писала|написал|написала|написали|пишет|сказал|сказала|говорит|говорил|заявил|заявила|отметил|объяснил|добавил|ответил|начинает|начинается|слов|слова|словами|"
    "писав|пише|сказав|заявив|пиша|написа|каза|казва|рече|"
    # Greek, Turkish, Hungarian, Finnish
    "έγραψε|γράφει|είπε|λέει|yazdı|yazıyor|dedi|diyor|söyledi|írta|írja|mondta|mondja|kirjoitti|kirjoittaa|sanoi|sanoo|"
    # Arabic, Persian, Hebrew
    "كتب|كتبت|يكتب|قال|قالت|يقول|صرح|أضاف|يبدأ|نوشت|گفت|כתב|כתבה|אמר|אמרה"
)
_SPEAKS = re.compile(rf"(?<!\w)(?:{_VERBS})(?!\w)", re.IGNORECASE)
# Languages without spaces have no word boundaries to look for.
_SPEAKS_TIGHT = re.compile(
    r"(?:書い|述べ|言っ|言う|語っ|語る|話し|始め|次のように|以下のように|下記の|写道|说道|说|說|寫道|指出|表示|如下|썼다|말했다)"
)
_COLON = re.compile(r"[:：]['\"”’»*_]*$")
_LAST_SENTENCE = re.compile(r"[.!?。！？؟][\"”’»)]*\s*")


def mark_quotations(blocks: tuple[AnyBlock, ...], _layout: Layout, _lang: str) -> tuple[AnyBlock, ...]:
    """Mark what introductions introduce."""
    out = list(blocks)
    at = 0
    while at + 1 < len(out):
        spoken = introduces(out[at])
        if spoken or announces(out[at]):
            places = _up_to_source(out, at + 1, spoken) or (_quoted(out, at + 1) if spoken else [])
            for place in places:
                block = out[place]
                if isinstance(block, Paragraph | Code) and not block.quoted:
                    out[place] = replace(block, quoted=1, rule="introductions", confidence=0.9 if len(places) > 1 else 0.75)
            at = max([at, *places])
        at += 1
    return tuple(out)


def introduces(block: AnyBlock) -> bool:
    """Whether a paragraph says that somebody's words follow."""
    if not isinstance(block, Paragraph) or block.quoted:
        return False
    text = block.pieces[-1].text
    if not _COLON.search(text[-4:]):
        return False
    sentence = _LAST_SENTENCE.split(block.text[-400:].rstrip(":： "))[-1]
    return bool(_SPEAKS.search(sentence) or _SPEAKS_TIGHT.search(sentence))


def cites(block: AnyBlock) -> bool:
    """Whether a paragraph is nothing but a source in parentheses."""
    return isinstance(block, Paragraph) and block.pieces[0].text[:1] in ("(", "（", "[") and is_source(block.text)


def announces(block: AnyBlock) -> bool:
    """Whether a short paragraph ends with a colon: with a source behind what follows, it needs no verb to introduce a quotation."""
    if not isinstance(block, Paragraph) or block.quoted or not _COLON.search(block.pieces[-1].text[-4:]):
        return False
    return sum(len(piece.text) + 1 for piece in block.pieces) <= _SHORT


def _up_to_source(blocks: Sequence[AnyBlock], first: int, spoken: bool) -> list[int]:
    """The places of the paragraphs from `first` up to a source in parentheses, further introductions left out; none: there is no source.

    `spoken` says that the introduction has a verb; one that has none stands nearest to the source.
    """
    chain: list[int] = []
    for at in range(first, min(len(blocks), first + _FARTHEST)):
        block = blocks[at]
        if not isinstance(block, Paragraph):
            break
        if cites(block):
            return chain
        if not spoken and announces(block):
            break
        if not introduces(block):
            chain.append(at)
        elif len(block.text) > _LONG:
            break
    return []


def _quoted(blocks: Sequence[AnyBlock], first: int) -> list[int]:
    """The places of what is quoted behind an introduction that stands before `first`, where no source says how far."""
    if not _can_be_quoted(blocks[first]):
        return []
    if _COLON.search(blocks[first].text[-4:]):  # the quotation itself announces something, and can't end with that
        return [at for at in range(first, min(len(blocks), first + 3)) if isinstance(blocks[at], Paragraph | Code)]
    return [first]


def _can_be_quoted(block: AnyBlock) -> bool:
    """What carries quotation marks of its own needs no other."""
    return (
        isinstance(block, Paragraph)
        and not block.quoted
        and block.pieces[0].text[:1] not in "\"“„«'‘「『"
        and len(block.text) >= _SHORTEST * (0.5 if not block.text.isascii() else 1)
    )
