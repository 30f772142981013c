"""Bytes to a Source and back: every encoding, every line end, every way in which a file is no text."""

import hashlib
import os
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom.document import Edit, Source
from readingroom.errors import ReadingRoomError
from readingroom.ledger import draw_up
from readingroom.read import LIMIT, file, fingerprint, read, restore
from readingroom.read.encoding import decode, decode_as
from readingroom.read.line_ends import fold_line_ends, unfold_line_ends
from readingroom.rereading import reread

HARBOUR = {
    "cp1252": "Naïve visitors ask why the café is shut; “it is March,” says the harbour master — and that’s all.",
    "cp1250": "Przystań była dziś cicha. Łodzie stały przy nabrzeżu, a mężczyźni wrócili do domu, nie mówiąc ani słowa o łódce.",
    "cp1251": "Гавань сегодня была тихой. Люди, которые пришли посмотреть на новую стену, ушли домой, не сказав ни слова.",
    "koi8_r": "Гавань сегодня была тихой. Люди, которые пришли посмотреть на новую стену, ушли домой, не сказав ни слова.",
    "cp866": "Гавань сегодня была тихой. Люди, которые пришли посмотреть на новую стену, ушли домой, не сказав ни слова.",
    "cp1253": "Το λιμάνι ήταν ήσυχο σήμερα το πρωί και οι άνθρωποι γύρισαν στο σπίτι τους χωρίς να πουν λέξη.",
    "cp1254": "Liman bu sabah sessizdi. Yeni duvara bakmaya gelen adamlar tek söz etmeden evlerine döndüler; çünkü şaşırmışlardı.",
    "cp1255": "הנמל היה שקט הבוקר, והאנשים שבאו לראות את הקיר החדש חזרו הביתה בלי לומר מילה.",
    "cp1256": "كان الميناء هادئا هذا الصباح، وعاد الرجال الذين جاؤوا لرؤية الجدار الجديد إلى بيوتهم دون أن يقولوا كلمة.",
    "cp1257": "Uostas šįryt buvo tylus. Vyrai, atėję pažiūrėti naujos sienos, grįžo namo nepratarę nė žodžio.",
    "mac_roman": "Le port était très calme ce matin. Les hommes venus voir le nouveau môle sont rentrés chez eux sans un mot, étonnés.",
    "cp850": "Le port était très calme ce matin. Les hommes venus voir le nouveau môle sont rentrés chez eux sans un mot, étonnés.",
    "cp932": "港は今朝とても静かだった。新しい防波堤を見に来た男たちは、何も言わずに家へ帰って行った。",
    "euc_jp": "港は今朝とても静かだった。新しい防波堤を見に来た男たちは、何も言わずに家へ帰って行った。",
    "iso2022_jp": "港は今朝とても静かだった。新しい防波堤を見に来た男たちは、何も言わずに家へ帰って行った。",
    "gb18030": "今天早上港口很安静。来看新防波堤的人一句话也没说就回家了。",
    "big5": "今天早上港口很安靜。來看新防波堤的人一句話也沒說就回家了。",
    "cp949": "오늘 아침 항구는 매우 조용했다. 새 방파제를 보러 온 사람들은 한마디도 하지 않고 집으로 돌아갔다.",
    "utf-16-le": "The harbour was quiet.\nNobody spoke of it.",
    "utf-16-be": "Гавань сегодня была тихой.\n",
    "utf-32-le": "港は静かだった。",
    "utf-8": "Ⱥ 港 ⛴ harbour",
}


def write(folder: Path, data: bytes, name: str = "a.txt") -> Source:
    """Put bytes in a file and read it."""
    (folder / name).write_bytes(data)
    return read(folder, name)


def back(source: Source) -> bytes:
    """The bytes of a Source."""
    return restore(source.text, source.encoding, source.bom, source.line_ends)


@pytest.mark.parametrize("encoding", HARBOUR)
def test_an_encoding_is_recognised(tmp_path: Path, encoding: str) -> None:
    """A sentence or two is enough."""
    text = HARBOUR[encoding]
    source = write(tmp_path, text.encode(encoding))
    assert source.text == text
    assert back(source) == text.encode(encoding)


@pytest.mark.parametrize("encoding", HARBOUR)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_encoding_can_be_given(tmp_path: Path, encoding: str, end: str) -> None:
    """What the curator says is done, whatever the line ends are."""
    data = end.join([HARBOUR[encoding]] * 3).encode(encoding)
    (tmp_path / "a.txt").write_bytes(data)
    source = read(tmp_path, "a.txt", encoding)
    assert source.text == "\n".join([HARBOUR[encoding]] * 3)
    assert back(source) == data


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_character(tmp_path: Path, mark: str) -> None:
    """It is taken off, remembered, and put back."""
    data = "Ein Hafen, très calme\n".encode(mark)
    source = write(tmp_path, data)
    assert (source.text, source.bom) == ("Ein Hafen, très calme\n", True)
    assert back(source) == data


def test_big_endian_marks(tmp_path: Path) -> None:
    """Both byte orders are known by their marks."""
    for name, mark in (("utf-16-be", b"\xfe\xff"), ("utf-32-be", b"\0\0\xfe\xff")):
        source = write(tmp_path, mark + "Hafen".encode(name))
        assert (source.text, source.encoding, source.bom) == ("Hafen", name, True)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("na\xefve", "cp1252"),
        ("\xe9t\xe9", "cp1252"),
        ("\xa9 1931 Ada Quill", "cp1252"),
        ("price 40 \u20ac", "cp1252"),
        ("don\u2019t", "mac_roman"),
    ],
)
def test_one_character_is_taken_for_what_makes_sense(text: str, encoding: str) -> None:
    """Statistics know nothing of a single byte; a sign inside a word, or a capital behind a small letter, is a wrong reading."""
    assert decode(text.encode(encoding)).text == text


@given(
    st.binary(max_size=80)
    | st.lists(st.sampled_from([b"\r", b"\n", b"\0", b"a", b"\xe9", b"\xe3\x81\x82", b"\x1b$B", b"~{", b"\xff\xfe"])).map(b"".join)
)
@settings(max_examples=1000, deadline=None)
def test_any_bytes_can_be_rebuilt(data: bytes) -> None:
    """Whatever the bytes are taken for, they come back."""
    found = decode(data)
    assert "\r" not in found.text
    assert restore(found.text, found.encoding, found.bom, found.line_ends) == data


@given(st.text(), st.sampled_from(sorted(HARBOUR)))
@settings(max_examples=500, deadline=None)
def test_any_text_in_any_encoding_can_be_rebuilt(text: str, encoding: str) -> None:
    """By guess and by name."""
    data = text.encode(encoding, "ignore")
    found = decode(data)
    assert restore(found.text, found.encoding, found.bom, found.line_ends) == data
    named = decode_as(data, encoding)
    assert named is None or restore(named.text, named.encoding, named.bom, named.line_ends) == data


@given(st.text("ab\r\n\x85\u2028\u2029"))
def test_line_ends_come_back(text: str) -> None:
    """Any mixture; what is left of the others stands right before another line end, or is NEL beside others."""
    folded, ends = fold_line_ends(text)
    assert not re.search("\r|\u2029|\u2028(?!\n)", folded)
    assert unfold_line_ends(folded, ends) == text


def test_a_document_of_older_rules_is_read_as_it_was(tmp_path: Path) -> None:
    """Its changes are places in the text as it was folded then."""
    data = b"The Lamp\n\nIt was lit.\xe2\x80\xa8Nobody came.\xe2\x80\xa9So it went out.\n"
    source = write(tmp_path, data)
    older = replace(source, text=data.decode(), line_ends="lf")
    entry = draw_up(older, "", (Edit(0, len(older.text), "", "blocks"),), path="a.txt", markdown="m", rules="5")
    assert reread(tmp_path, entry).text == data.decode()
    assert reread(tmp_path, replace(entry, line_ends=source.line_ends)) == source


def test_unicode_parts_lines_and_paragraphs() -> None:
    """U+2028 ends a line, U+2029 a paragraph; NEL ends lines in a text from a mainframe, and stays where others do."""
    assert fold_line_ends("a\u2028b\u2029c\u2029") == ("a\nb\n\nc\n\n", "ls*1 ps*2")
    assert fold_line_ends("a\r\nb\u2029c\n") == ("a\nb\n\nc\n", "crlf*1 ps*1 lf*1")
    assert fold_line_ends("a\u2028\nb\n") == ("a\u2028\nb\n", "lf*2")
    assert fold_line_ends("a\x85b\x85") == ("a\nb\n", "nel")
    assert fold_line_ends("a\x85b\n") == ("a\x85b\n", "lf")


def test_line_ends_are_named() -> None:
    """One name for a file that has one kind, runs for a mixed one."""
    assert fold_line_ends("a\nb")[1] == "lf"
    assert fold_line_ends("a\r\nb\r\n")[1] == "crlf"
    assert fold_line_ends("a\rb")[1] == "cr"
    assert fold_line_ends("a\nb\nc\r\nd\re") == ("a\nb\nc\nd\ne", "lf*2 crlf*1 cr*1")


@pytest.mark.parametrize("ends", ["lf*1", "lf*3", "lf*1 crlf*2", "vt", "vt*2", "ps*1", "ps*2", "nel*1", "lf*x", "lf*"])
def test_line_ends_that_do_not_fit_are_refused(ends: str) -> None:
    """A ledger that was tampered with is told, not believed."""
    with pytest.raises(ValueError):
        unfold_line_ends("a\nb\nc", ends)


def test_damaged_utf8_keeps_its_bytes(tmp_path: Path) -> None:
    """A few bad bytes make no other encoding; they are kept and noted."""
    data = "“So,” he said, “the café’s shut.” ".encode() * 3 + b"don\x92t"
    source = write(tmp_path, data)
    assert source.encoding == "utf-8"
    assert source.text.endswith("don\udc92t")
    assert source.notes == ("bytes that are not UTF-8 were kept: 1",)
    assert back(source) == data


def test_half_mended_utf8_is_utf8(tmp_path: Path) -> None:
    """Two good sequences for a bad byte are no accident."""
    source = write(tmp_path, b"caf\xe9 or " + "café, naïve".encode())
    assert (source.encoding, source.text) == ("utf-8", "caf\udce9 or café, naïve")


def test_a_second_code_for_a_sign_is_kept(tmp_path: Path) -> None:
    """Shift-JIS has signs with two codes: the one that would come back as the other is kept as bytes, the rest is read."""
    data = HARBOUR["cp932"].encode("cp932") + b"\x87\x90" + HARBOUR["cp932"].encode("cp932")
    source = write(tmp_path, data)
    assert source.text == HARBOUR["cp932"] + "\udc87\udc90" + HARBOUR["cp932"]
    assert back(source) == data


def test_what_a_source_says(tmp_path: Path) -> None:
    """Path, hash and size of the file as it is."""
    data = b"The harbour was quiet this morning.\r\n"
    source = write(tmp_path, data, "b c.txt")
    assert (source.path, source.size, source.line_ends, source.notes) == ("b c.txt", len(data), "crlf", ())
    assert source.sha256 == hashlib.sha256(data).hexdigest() == fingerprint(tmp_path, "b c.txt")


def test_nearly_empty_is_noted(tmp_path: Path) -> None:
    """It may be a failed extraction."""
    assert write(tmp_path, b" \n\n 7 \n").notes == ("nearly empty: 1 characters",)


def test_markup_is_noted(tmp_path: Path) -> None:
    """A web page saved as text is a text, but its reader should know."""
    assert write(tmp_path, b"<!DOCTYPE html>\n<p>The harbour was quiet.").notes == ("this is HTML: its tags are shown as text",)


BAD = {
    "R-10 nothing": b"",
    "R-10 white space": b" \r\n\t\n",
    "R-10 a mark alone": b"\xef\xbb\xbf\n",
    "R-11 PDF": b"%PDF-1.7\n1 0 obj",
    "R-11 zip": b"PK\x03\x04" + bytes(20),
    "R-11 old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20),
    "R-11 RTF": b"{\\rtf1\\ansi Hafen}",
    "R-11 JPEG": b"\xff\xd8\xff\xe0" + b"JFIF",
    "R-11 zeros": bytes(500),
    "R-11 noise": bytes(range(256)) * 4,
    "R-03 half a character": b"\xff\xfeH\0a\0f\0e\0n\0\0",
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_text_is_refused(tmp_path: Path, case: str) -> None:
    """With a code, the name of the file, and what to do."""
    with pytest.raises(ReadingRoomError) as caught:
        write(tmp_path, BAD[case])
    message = caught.value.message
    assert message.code == case.split(maxsplit=1)[0]
    assert message.path == "a.txt"
    assert message.hint


def test_a_pdf_says_what_to_do(tmp_path: Path) -> None:
    """The commonest mistake has its own hint."""
    with pytest.raises(ReadingRoomError, match=r"^a\.txt: R-11 this is a PDF, not a text\. Hint: run pdftotext on it first"):
        write(tmp_path, b"%PDF-1.4\n")


def test_a_wrong_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    """A name that is given is obeyed, not corrected."""
    (tmp_path / "a.txt").write_bytes(b"one\ntwo \xe9\n")
    with pytest.raises(ReadingRoomError, match=r"^a\.txt:2: R-03 cannot decode as utf-8\."):
        read(tmp_path, "a.txt", "utf-8")
    with pytest.raises(ReadingRoomError, match="R-13 there is no encoding named 'latin-99'"):
        read(tmp_path, "a.txt", "latin-99")
    with pytest.raises(ReadingRoomError, match="R-13"):
        read(tmp_path, "a.txt", "hex")  # a codec, but none for text


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """It was there when the folder was looked through."""
    with pytest.raises(ReadingRoomError, match="R-09"):
        read(tmp_path, "gone.txt")
    with pytest.raises(ReadingRoomError, match="R-08"):
        read(tmp_path, "no\0name.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody writes to it."""
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadingRoomError, match="R-06"):
        read(tmp_path, "pipe.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """Even if it is called so."""
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(ReadingRoomError, match=r"R-0[68]"):
        read(tmp_path, "a.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file(tmp_path: Path) -> None:
    """Says who to ask."""
    (tmp_path / "a.txt").write_text("secret")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(ReadingRoomError, match="R-08"):
        read(tmp_path, "a.txt")


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    """Neither by dots nor by a link nor by a whole path."""
    inside = tmp_path / "texts"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("the harbour master's secret")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    for name in ("../secret.txt", "link.txt", str(tmp_path / "secret.txt")):
        with pytest.raises(ReadingRoomError, match="R-04"):
            read(inside, name)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit stands in the message."""
    assert LIMIT == 256 * 1024 * 1024
    monkeypatch.setattr(file, "LIMIT", 3 * 1024 * 1024)
    (tmp_path / "a.txt").write_bytes(b"x" * (3 * 1024 * 1024 + 1))
    with pytest.raises(ReadingRoomError, match="R-12 the file is too large: 3 MB, the limit is 3"):
        read(tmp_path, "a.txt")


@pytest.mark.parametrize(
    "unit", [b"The harbour was quiet.\n", "Le môle est fermé.\r\n".encode("cp1252"), b"x", b"\r", b"\xe9", b"a\rb\r\n"]
)
def test_large_files_take_time_in_proportion(tmp_path: Path, unit: bytes) -> None:
    """Eight times the size, eight times the time."""

    def cost(size: int) -> float:
        (tmp_path / "a.txt").write_bytes(b"Harbour " + unit * (size // len(unit)))
        began = time.process_time()
        read(tmp_path, "a.txt")
        return time.process_time() - began

    small = min(cost(500_000) for _ in range(2))
    assert cost(4_000_000) < 24 * max(small, 0.004)


@pytest.mark.parametrize(
    "data",
    [
        b"The bell rings\x02\x03\x04\x05 twice. " * 6,
        b"The \0rst stone was \0ne, and the \0ags were taken o\0 the pole.\n",
        "Le môle\x01 est\x02 fermé\x03 depuis\x04 mars, et la clé est restée à la maison, près de la théière.".encode("cp1252"),
        b"The harbour was quiet.\r\n" + b"\x1a" * 103,
        b"The harbour was quiet.\r\n" + b"\0" * 103,
        "Гавань сегодня была тихой, и люди ушли домой.\r\n".encode("cp866") + b"\x1a" * 90,
    ],
)
def test_controls_make_no_text_binary(tmp_path: Path, data: bytes) -> None:
    """Some signals to a printer, letters that were lost, the end of a DOS file with its padding: what decodes is a text."""
    assert back(write(tmp_path, data)) == data


@pytest.mark.parametrize("data", [b"\x01\x02\x03\x04ab" * 40, b"a\0b\0\0c" * 40, bytes(range(1, 256)) * 3])
def test_what_is_mostly_controls_is_binary(tmp_path: Path, data: bytes) -> None:
    """By its zero bytes, or by the share of controls, which is smaller where the encoding is a guess."""
    with pytest.raises(ReadingRoomError, match="R-11"):
        write(tmp_path, data)


FRENCH = "L'été, la mer était calme, et elle s'arrêta près du môle.", "La fenêtre était fermée, et la clé restée à côté, près du môle."
RUSSIAN = "Гавань сегодня была тихой. Люди ушли домой.", "Вечером окно было закрыто, и никто не сказал ни слова о людях."
POLISH = (
    "Łodzie stały przy nabrzeżu, a mężczyźni wrócili do domu, mówiąc o łódce.",
    "Wieczorem okno było zamknięte, łódź stała przy brzegu, i mówiąc o domu, wrócili mężczyźni.",
)
GREEK = "Το λιμάνι ήταν ήσυχο σήμερα το πρωί.", "Το βράδυ το παράθυρο ήταν κλειστό, και κανείς δεν είπε λέξη."
CHINESE = "今天早上港口很安静，一句话也没说。", "来看新防波堤的人一句话也没说就回家了。"
TWO = {"cp1252": FRENCH, "mac-roman": FRENCH, "cp1251": RUSSIAN, "koi8-r": RUSSIAN, "cp866": RUSSIAN}
TWO |= {"cp1250": POLISH, "iso8859-2": POLISH, "cp1253": GREEK, "gb18030": CHINESE}


@pytest.mark.parametrize("encoding", TWO)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_of_two_encodings_is_read_line_by_line(tmp_path: Path, encoding: str, end: str, mark: bytes) -> None:
    """Put together from two: each line in its own, and a note says so; the bytes come back."""
    first, second = TWO[encoding]
    for older, modern in ((first, second), (second, first)):
        for lines in ([(older, encoding), ("Port", "ascii"), (modern, "utf-8")], [(modern, "utf-8"), ("", "ascii"), (older, encoding)]):
            data = mark + end.encode().join(line.encode(name) for line, name in lines) + end.encode()
            source = write(tmp_path, data)
            assert source.text == "\n".join(line for line, _ in lines) + "\n"
            assert source.notes[0].startswith("several encodings in one file: ")
            assert back(source) == data


@pytest.mark.parametrize("encoding", HARBOUR)
def test_one_encoding_is_not_taken_for_two(encoding: str) -> None:
    """Many short lines of it, among which some look like UTF-8 by accident."""
    text = "\n".join(HARBOUR[encoding][at : at + size] for size in (2, 3, 5, 9) for at in range(0, len(HARBOUR[encoding]), size))
    found = decode(text.encode(encoding))
    assert "*" not in found.encoding
    assert found.text == text


def test_capitals_before_quotation_marks_are_no_second_encoding() -> None:
    """Portuguese in Windows-1252: such a pair of bytes is UTF-8 by accident."""
    text = "A irmã é alta.\n“MANHÔ\n«AMANHû\n“IRMÔ\n“MAÇÔ\nE amanhã há pão."
    assert "*" not in decode(text.encode("cp1252")).encoding


@given(
    st.lists(st.sampled_from(["é", "Ł", "и", "ASCII", "\r", "\n", "\u2028", "港", "“"])), st.sampled_from(["cp1252", "koi8-r", "cp1250"])
)
def test_any_mixture_of_encodings_can_be_rebuilt(parts: list[str], encoding: str) -> None:
    """Whatever the lines are taken for."""
    data = b"".join(part.encode(encoding if at % 3 else "utf-8", "ignore") for at, part in enumerate(parts))
    found = decode(data)
    assert restore(found.text, found.encoding, found.bom, found.line_ends) == data


@pytest.mark.parametrize("encoding", ["cp1252*1", "cp1252*2 utf-8*2", "cp1252*x", "cp1252*-1 utf-8*4", "latin-99*3"])
def test_encodings_that_do_not_fit_are_refused(encoding: str) -> None:
    """A ledger that was tampered with is told, not believed."""
    with pytest.raises((ValueError, LookupError)):
        restore("a\nb\nc", encoding, False, "lf")
