"""How long converting takes: `python -m benchmarks.convert_speed [--texts 10000]`.

Makes a collection of texts of about 8 KB, hard-wrapped, with title, author, date, running heads and page numbers, out of words
drawn by a fixed seed; converts it, then converts it again with nothing changed, then with one text changed, then with one more. Prints
seconds of wall clock and CPU (all processes), milliseconds of CPU for each text of the collection, and the memory of the process that
leads and of the largest worker (0: there was none).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstv" for vowel in "aeiou"]
COMMON = """
the of and to in a is that it was for on with as at by he she they his her had not but from or which were all there been one
"""
MONTHS = """
January February March April May June July August September October November December
"""


def listed(words: str) -> list[str]:
    """One by one."""
    return words.split()


def words_of(random_: random.Random, count: int) -> list[str]:
    """A vocabulary."""
    return ["".join(random_.choices(SYLLABLES, k=random_.randint(2, 4))) for _ in range(count)]


def text(random_: random.Random, vocabulary: list[str], size: int, authors: int = 0) -> str:
    """One text of about `size` characters. `authors`: how many there are in the collection; 0: as many as two of a hundred words make."""
    title = " ".join(word.capitalize() for word in random_.choices(vocabulary, k=5))
    number = random_.randrange(authors) if authors else 0
    names = [vocabulary[number], vocabulary[-1 - number]] if authors else random_.choices(vocabulary[:100], k=2)
    author = " ".join(word.capitalize() for word in names)
    lines = [title, "", author, f"{random_.randint(1, 28)} {random_.choice(listed(MONTHS))} {random_.randint(1890, 1990)}", ""]
    page = 1
    while sum(map(len, lines)) < size:
        sentences = []
        for _ in range(random_.randint(3, 7)):
            sentence = [
                random_.choice(listed(COMMON)) if random_.random() < 0.45 else random_.choice(vocabulary)
                for _ in range(random_.randint(6, 22))
            ]
            sentences.append(" ".join(sentence).capitalize() + ".")
        lines += [*textwrap.wrap(" ".join(sentences), 72), ""]
        if len(lines) > page * 55:
            lines += [f"- {page} -", "\f" + title, ""]
            page += 1
    return "\n".join(lines) + "\n"


def make(folder: Path, count: int, size: int = 8000, authors: int = 0) -> None:
    """The collection: `count` texts in folders of 500. `authors`: see `text`."""
    random_ = random.Random(1931)
    vocabulary = words_of(random_, 20_000)
    for number in range(count):
        file = folder / f"box-{number // 500:03}" / f"{number:06}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text(random_, vocabulary, size, authors), "utf-8")


MEASURED = """
import json, resource, sys
from readingroom.cli import main
main(sys.argv[1:], standalone_mode=False)
own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime
print(json.dumps([cpu, own.ru_maxrss / 1024, workers.ru_maxrss / 1024]))
"""
"""The command in a process of its own, which says at its end what it took: it and its workers apart."""


def timed(count: int, *arguments: str) -> str:
    """Run `readingroom`; wall and CPU seconds of it and its workers, milliseconds for each of `count` texts, and their memory."""
    started = time.perf_counter()
    run = subprocess.run((sys.executable, "-c", MEASURED, *arguments), check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - started
    cpu, own, worker = json.loads(run.stdout.splitlines()[-1])
    return f"{wall:7.1f} s wall {cpu:7.1f} s CPU {cpu / count * 1000:6.2f} ms a text   {own:5.0f} MB, largest worker {worker:5.0f} MB"


def main() -> None:
    """Make, convert, convert again, change one, convert, add one, convert."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=10_000, metavar="N")
    count = parser.parse_args().texts
    with tempfile.TemporaryDirectory() as scratch:
        texts, content = Path(scratch) / "texts", Path(scratch) / "content"
        make(texts, count)
        command = ("convert", str(texts), "--to", str(content), "-q")
        size = sum(file.stat().st_size for file in texts.rglob("*.txt")) / count
        print(f"{count:,} texts of {size / 1000:.1f} KB, {os.cpu_count()} cores")
        print("new:              ", timed(count, *command))
        print("nothing changed:  ", timed(count, *command))
        one = next(texts.rglob("*.txt"))
        one.write_text(one.read_text("utf-8") + "\nOne more line.\n", "utf-8")
        print("one text changed: ", timed(count, *command))
        (one.parent / "one-more.txt").write_text(one.read_text("utf-8").replace("One more", "And yet another"), "utf-8")
        print("one text added:   ", timed(count, *command))


if __name__ == "__main__":
    main()
