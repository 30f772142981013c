"""Texts that several tests share, and where things are."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

LETTER = """\
A Letter from the Breakwater

Ada Quill
3 May 1931

The harbour was quiet this morning, and the men who came to look at the new
wall went home again without a word. I counted eleven boats, which is two
fewer than on the day your father left.

Nobody speaks of the lighter any more. I asked the harbour master, who said
that he had not been asked, and that he would rather not be.
"""

MINUTES = """\
Minutes of the Harbour Board

12 June 1932

The chairman reported that the breakwater had lost nine stones since the
spring, and that the tenth was loose. Mr Holt asked whether it was the tenth
that he had stood on. The chairman said that it was.
"""
