"""Whatever is moved, renamed, edited, deleted or damaged, what was held back is nowhere in the output, and what was public is."""

import random
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom.check import check_site
from readingroom.progress import Report, silent
from readingroom.site.build import build_site
from readingroom.site.settings_file import find_site

SECRET = (
    "A Letter under Seal\n\nZanzibarquux Holt took the nine stones himself, at night, with a borrowed lighter.\n\n"
    "Maria Fenn saw him pass the Ankerly bridge, and told Obadiah Merrick, who kept it in his desk at Plymouth.\n\n"
    "Nobody asked; the Zanzibarquux papers were tied with a green ribbon and forgotten until the house was sold.\n"
)
MARKS = ("zanzibarquux", "obadiah", "ankerly bridge")
PUBLIC = {
    "harbour.txt": "The Harbour in March\n\nThe quorvath boats lay in rows along the quay, and the market was held in the rain.\n",
    "minutes.txt": "Minutes of the Board\n\nThe board met at ten; the tremblick account was read and passed without a question.\n",
    "letters/ada.txt": "From Ada\n\nDear father, the snellbrook wall has fallen again, and the men stood about all morning.\n",
}
WORDS = ("quorvath", "tremblick", "snellbrook")


class Site:
    """A site in which one text is held back, and all that can be done to it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance, self.number = folder, chance, 0
        self.texts, self.content, self.sheet = folder / "texts", folder / "content", folder / "metadata.csv"
        self.path = "priv/seale\u0301.txt"
        (self.texts / "priv").mkdir(parents=True)
        (self.texts / "letters").mkdir()
        (self.content / "pages").mkdir(parents=True)
        (folder / "pelicanconf.py").write_text("from readingroom.site.settings import *\n")
        for path, text in PUBLIC.items():
            (self.texts / path).write_text(text, "utf-8")
        (self.texts / self.path).write_text(SECRET, "utf-8")

    def hold(self) -> None:
        """The row, spelt in one of many ways."""
        paths = [
            self.path,
            self.path.upper(),
            f"/{self.path}",
            f"texts\\{self.path}".replace("/", "\\"),
            unicodedata.normalize("NFC", self.path),
        ]
        status = self.chance.choice(["withheld", "Withheld", "withheld until 2090-01-01", "embargoed", "please withhold"])
        path = self.chance.choice(paths)
        head, delimiter = self.chance.choice(["", "\n\n", ",,,\n"]), self.chance.choice([",", "\t"])
        self.sheet.write_text(f"{head}path,status,notes\n{path}{delimiter}{status}\n", "utf-8")

    def rename(self) -> None:
        """To another name, perhaps edited at once."""
        if (self.texts / self.path).exists():
            self.number += 1
            old, self.path = self.path, self.chance.choice([f"moved-{self.number}.txt", f"letters/copy {self.number}.txt"])
            (self.texts / old).rename(self.texts / self.path)
            if self.chance.random() < 0.7:
                self.edit()

    def copy(self) -> None:
        """Beside it, whole."""
        if (self.texts / self.path).exists():
            self.number += 1
            target = self.chance.choice([f"copy-{self.number}.txt", "letters/again.txt"])
            shutil.copy(self.texts / self.path, self.texts / target)

    def edit(self) -> None:
        """A word, or a sentence more."""
        file = self.texts / self.path
        if file.exists():
            old, new = self.chance.choice([("nine", "ten"), ("at night", "before dawn"), ("green", "red"), ("sold.", "sold. So it ended.")])
            file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    def take_texts_away(self) -> None:
        """As in a repository that has content/ alone."""
        if self.texts.exists():
            self.texts.rename(self.folder / "texts-away")

    def bring_texts_back(self) -> None:
        """From the disk they were on."""
        if not self.texts.exists():
            (self.folder / "texts-away").rename(self.texts)

    def delete_status(self) -> None:
        """In the Markdown of whatever is held back."""
        for file in self.content.rglob("*.md"):
            lines = file.read_text("utf-8").splitlines(keepends=True)
            file.write_text("".join(line for line in lines if not line.startswith("Status:")), "utf-8")

    def delete_documents(self) -> None:
        """Markdown and ledger of what is held back."""
        for file in [*self.content.rglob("*.md"), *self.content.rglob("*.json")]:
            if any(mark in file.read_text("utf-8").lower() for mark in MARKS):
                file.unlink()

    def damage(self) -> None:
        """The spreadsheet."""
        self.sheet.write_text(
            self.chance.choice(["", "path\n", "no,header\na,b\n", 'path,title\na.txt,"open\n', "path,status\nnowhere.txt,-\n"])
        )

    def restore(self) -> None:
        """A spreadsheet that says nothing of it, or takes its status away."""
        self.sheet.write_text(self.chance.choice(["path,status\n", f"path,status\n{self.path},-\n", "path,status\nletters/,published\n"]))

    def output(self) -> str:
        """All that is published, after a build."""
        report = Report()
        build_site(find_site(self.folder), report, silent, jobs=1)
        return "\n".join(
            file.relative_to(self.folder).as_posix() + "\n" + file.read_bytes().decode("utf-8", "replace")
            for file in (self.folder / "output").rglob("*")
            if file.is_file() and file.suffix not in {".woff2", ".png"}
        ).lower()


MOVES: tuple[Callable[[Site], None], ...] = (
    Site.rename,
    Site.copy,
    Site.edit,
    Site.take_texts_away,
    Site.bring_texts_back,
    Site.delete_status,
    Site.delete_documents,
    Site.damage,
    Site.restore,
    Site.hold,
)


@settings(max_examples=8)
@given(moves=st.lists(st.sampled_from(MOVES), min_size=3, max_size=6), seed=st.integers(0, 1000))
def test_what_is_held_back_is_never_published(moves: list[Callable[[Site], None]], seed: int) -> None:
    """By any sequence of moves; and `check` finds nothing either."""
    with TemporaryDirectory() as folder:
        site = Site(Path(folder) / "site", random.Random(seed))
        for move in (Site.hold, *moves):
            move(site)
            shown = site.output()
            for mark in MARKS:
                assert mark not in shown, (move.__name__, mark)
            for word in WORDS:
                assert word in shown, (move.__name__, word)
        report = Report()
        check_site(find_site(site.folder), report, silent)
        assert "K-08" not in {message.code for message in report.messages}
