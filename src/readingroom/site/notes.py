"""Footnotes: each page of a document has, below its text, the notes that it refers to."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

Reference = tuple[list[str], int, str]
"""Where a reference stands: the HTML it is part of (the text's, or that of a note), its place there; and the label of its note."""


class Notes:
    """The notes of one document and where they are shown.

    `main` is the HTML of the text in pieces, `starts` the places in it at which pages begin, `notes` the HTML of each note by its label.
    """

    def __init__(self, main: list[str], notes: Mapping[str, list[str]], references: Sequence[Reference], starts: Sequence[int]) -> None:
        self.main, self.notes, self.starts = main, notes, starts
        order = list(dict.fromkeys(label for _, _, label in references if label in notes))
        order += [label for label in notes if label not in order]
        self.number = {label: at for at, label in enumerate(order, 1)}
        self.backs: list[dict[str, list[str]]] = [{} for _ in starts]  # for each page: its notes, and from where they are referred to
        self.inner: dict[str, list[tuple[str, str]]] = {label: [] for label in notes}  # references inside a note
        self.holder = {id(out): label for label, out in notes.items()}
        self.counts: Counter[str] = Counter()

    def refer(self, references: Sequence[Reference], shown: Callable[[str], str]) -> None:
        """Write each reference, and find the page of each note. A note that nothing refers to stands at the end."""
        for out, at, label in references:
            if out[at]:
                continue  # inside a link, where no other may stand
            if label not in self.number:
                out[at] = f"[^{shown(label)}]"
                continue
            self.counts[label] += 1
            mine = f"ref-{self.number[label]}" + (f"_{self.counts[label]}" if self.counts[label] > 1 else "")
            out[at] = f'<sup id="{mine}"><a href="#note-{self.number[label]}" aria-label="Note {shown(label)}">{shown(label)}</a></sup>'
            if out is self.main:
                self.backs[self.page(at)].setdefault(label, []).append(mine)
            else:
                self.inner[self.holder[id(out)]].append((label, mine))
        for backs in self.backs:
            self.follow(backs, list(backs))
        last = self.backs[-1]
        for label in self.number:
            if not any(label in backs for backs in self.backs):
                last[label] = []
                self.follow(last, [label])

    def follow(self, backs: dict[str, list[str]], labels: list[str]) -> None:
        """The notes that these notes refer to stand on the same page."""
        while labels:
            for label, mine in self.inner[labels.pop()]:
                if label not in backs:
                    labels.append(label)
                backs.setdefault(label, []).append(mine)

    def page(self, at: int) -> int:
        """The page of a place in the text, counted from 0."""
        return max(0, bisect_right(self.starts, at) - 1)

    def page_of(self, out: list[str], at: int) -> int:
        """The page of a place anywhere; of a note that stands on several, the first."""
        if out is self.main:
            return self.page(at)
        label = self.holder.get(id(out), "")
        return next((page for page, backs in enumerate(self.backs) if label in backs), len(self.starts) - 1)

    def html(self, page: int, shown: Callable[[str], str]) -> str:
        """The notes of a page, in the order in which the document refers to them; "" if it has none."""
        backs = self.backs[page]
        if not backs:
            return ""
        out = ['<section class="notes" aria-label="Notes">\n']
        for label in sorted(backs, key=self.number.__getitem__):
            up = "".join(f' <a class="back" href="#{back}" aria-label="Back to the text">↩</a>' for back in backs[label])
            note = "".join(self.notes[label])
            out.append(
                f'<div class="note" id="note-{self.number[label]}"><span class="label">{shown(label)}</span><div>{note}{up}</div></div>\n'
            )
        out.append("</section>\n")
        return "".join(out)
