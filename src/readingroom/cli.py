"""The command line: arguments in, exit code out. What is done is done elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from readingroom import __version__
from readingroom.console import Console, counted, summary
from readingroom.errors import ReadingRoomError, printable
from readingroom.folders import need_report
from readingroom.progress import Report

FOLDER = click.Path(path_type=Path)
EPILOG = (
    "Exit codes: 0 all is well; 1 done, but some documents failed or a check found something; 2 the command could not run; "
    "130 stopped with Ctrl-C before it was done."
)
STOPPED = "readingroom: stopped. Every document that was written is whole, and the last good site stays: run the command again to go on."


class _Command(click.Command):
    """Every command: errors of ours are one line and exit code 2, and the exit codes are told in --help."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"epilog": EPILOG, **settings})

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReadingRoomError as error:
            click.echo(f"readingroom: {error}", err=True)
            ctx.exit(2)
        except (KeyboardInterrupt, click.Abort):  # Abort: at a question
            click.echo(f"\n{STOPPED}", err=True)  # the terminal shows ^C
            ctx.exit(130)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__, prog_name="readingroom")
def main() -> None:
    """Turn a folder of raw text files into a site to read, browse, cite and trust.

    \b
    Start here:
      readingroom new mysite --texts FOLDER     a site for your texts
      readingroom build mysite                  convert them and make the site
      readingroom serve mysite                  the same, and look at it while you work

    Your texts are never changed. What was changed on the way to the page stands in a ledger beside each document.
    """


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that every working command has."""
    command = click.option("--report", type=FOLDER, metavar="FILE", help="Write what happened to FILE, as JSON.")(command)
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(command)


@contextmanager
def _run(report_file: Path | None, quiet: bool) -> Iterator[tuple[Report, Console]]:
    """A report to fill and a console to show it; at the end both are told, and the exit code is set."""
    if report_file:
        need_report(report_file)
    report, console = Report(), Console(quiet)
    try:
        yield report, console
    except ReadingRoomError:
        console.tell(report)  # what was said before it stopped
        raise
    finally:
        console.close()
        if report_file:
            try:
                report_file.write_text(report.as_json(), "utf-8")
            except OSError as error:
                raise ReadingRoomError(
                    "U-06", f"cannot write the report {str(report_file)!r}: {error.strerror}", "give a file in a folder that exists"
                ) from error
    console.end(report)
    if report.failed:
        sys.exit(1)


@main.command(cls=_Command)
@click.argument("site", type=FOLDER)
@click.option("--texts", type=FOLDER, metavar="FOLDER", help="Your text files: copied into the site's texts/.")
@click.option("--in-place", is_flag=True, help="Do not copy the texts: the site reads them where they are.")
@click.option("--title", default="", help="The name of the collection. Default: the folder's name.")
@click.option(
    "--deploy",
    type=click.Choice(["github", "gitlab", "codeberg", "netlify", "cloudflare", "s3", "rsync", "none"]),
    default="github",
    show_default=True,
    help="Where it is to be published: what that host needs is written, too (docs/publishing.md).",
)
def new(site: Path, texts: Path | None, in_place: bool, title: str, deploy: str) -> None:
    """Make a new site in the folder SITE.

    It gets settings (pelicanconf.py), an about page, folders for templates and styles of your own, a spreadsheet for corrections
    (metadata.csv) and a workflow or a script that publishes it. The theme stays in the package, so that it is renewed with it.

    \b
    Example:
      readingroom new letters --texts ~/scans/letters --title "The Quill letters"
    """
    from readingroom.scaffold import make_site

    if in_place and not texts:
        raise click.UsageError("--in-place needs --texts FOLDER")
    with _run(None, quiet=False) as (outcome, console):
        made = make_site(site, texts, outcome, in_place=in_place, title=title, deploy=deploy)
        name = printable(str(site))
        console.last(f"Made {name} ({counted(made, 'texts')}). Next:\n  readingroom build {name}")


@main.command(cls=_Command)
@click.argument("texts", type=FOLDER)
@click.option("--to", "content", type=FOLDER, required=True, metavar="FOLDER", help="Where documents/, ledger/ and registry.csv go.")
@click.option("--metadata", type=FOLDER, metavar="FILE", help="Your corrections. Default: metadata.csv beside FOLDER, in a site.")
@click.option("--again", is_flag=True, help="Convert what is converted already, with today's rules and collection; hand edits stay.")
@click.option("--yes", is_flag=True, help="With --again: write without asking. The differences are shown all the same.")
@click.option("--review", is_flag=True, help="Write review.csv and review.html beside FOLDER: what was decided with doubt, in its place.")
@click.option(
    "--without", multiple=True, metavar="RULE", help="Leave out a rule (docs/rules); may be said several times. Sites: RULES_OFF."
)
@click.option("--encoding", metavar="NAME", help="The encoding of all texts. Default: found for each.")
@click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes. Default: one a core.")
@_common
def convert(
    texts: Path,
    content: Path,
    metadata: Path | None,
    again: bool,
    yes: bool,
    review: bool,
    without: tuple[str, ...],
    encoding: str | None,
    jobs: int,
    report: Path | None,
    quiet: bool,
) -> None:
    """Convert the folder TEXTS to Markdown, with a ledger for each text. Nothing else is touched;
    a cache, .readingroom, may be deleted at any time.

    What is converted already stays as it is, and what you edited by hand always does.

    \b
    Example:
      readingroom convert texts --to content
    """
    from readingroom.collection import Task, convert_collection, known_rules
    from readingroom.folders import need_target, need_texts
    from readingroom.review import write_review

    _check_encoding(encoding)
    need_texts(texts)
    need_target(content, texts)
    off = known_rules(without)
    started = time.perf_counter()
    site = content.resolve().parent
    if metadata is None and (site / "pelicanconf.py").exists():
        metadata = site / "metadata.csv"
    elif metadata is not None and not metadata.is_file():
        raise ReadingRoomError("U-04", f"there is no file {str(metadata)!r}", "give your spreadsheet, saved as CSV")
    # What is remembered of a text holds for the encoding that was found: it is no use where another is given.
    cache = None if encoding else (site if (site / "pelicanconf.py").exists() else content) / ".readingroom"
    with _run(report, quiet) as (outcome, console):
        confirm = partial(console.confirm, yes=yes) if again else None
        task = Task(texts, content, metadata, again=again, off=off, encoding=encoding, jobs=jobs, confirm=confirm, cache=cache)
        convert_collection(task, outcome, console.progress)
        if review:
            outcome.count("for review", write_review(texts, content, site))
        console.last(f"{summary(outcome)} in {time.perf_counter() - started:.1f} s")


def _site(command: Callable[..., Any]) -> Callable[..., Any]:
    """What commands on a site share: the site, its settings, where its output is."""
    command = click.option(
        "-s", "--settings", default="pelicanconf.py", show_default=True, metavar="FILE", help="The site's settings, in SITE."
    )(command)
    command = click.option("-o", "--output", type=FOLDER, metavar="FOLDER", help="Where the site goes. Default: output/ in SITE.")(command)
    return click.argument("site", type=FOLDER, default=".")(command)


@main.command(cls=_Command)
@_site
@click.option("--again", is_flag=True, help="Convert all texts again first, with today's rules and collection.")
@click.option("--yes", is_flag=True, help="With --again: write without asking.")
@click.option("--verify", is_flag=True, help="Build a second time from nothing and compare, file by file.")
@click.option("--checksums", is_flag=True, help="Write checksums.txt into the site: the SHA-256 of every file.")
@click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes for converting. Default: one a core.")
@_common
def build(
    site: Path,
    settings: str,
    output: Path | None,
    again: bool,
    yes: bool,
    verify: bool,
    checksums: bool,
    jobs: int,
    report: Path | None,
    quiet: bool,
) -> None:
    """Convert what is new, render what changed, in the folder SITE (default: here).

    Open output/index.html afterwards: the site needs no server.
    """
    from readingroom.edition.checksums import keep_checksums
    from readingroom.site.build import build_site, verify_site
    from readingroom.site.settings_file import find_site

    started = time.perf_counter()
    place = find_site(site, settings, output)
    with _run(report, quiet) as (outcome, console):
        confirm = partial(console.confirm, yes=yes) if again else None
        build_site(place, outcome, console.progress, again=again, confirm=confirm, jobs=jobs)
        keep_checksums(place.output, wanted=checksums)
        if verify and verify_site(place, outcome):
            console.line("Verified: a build from nothing gives the same files.")
        console.last(
            f"{summary(outcome)}, in {time.perf_counter() - started:.1f} seconds. Open {os.path.relpath(place.output / 'index.html')}"
        )


@main.command(cls=_Command)
@_site
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def serve(site: Path, settings: str, output: Path | None, port: int, quiet: bool) -> None:
    """Build SITE, show it on this machine, and build again whenever a text, a page, a style or a setting changes.

    The browser reloads by itself. Only this machine can see it (127.0.0.1). Stop with Ctrl-C.
    """
    from readingroom.site.serve import serve_site
    from readingroom.site.settings_file import find_site

    serve_site(find_site(site, settings, output), port, Console(quiet))


@main.command(cls=_Command)
@_site
@click.option("--endings", is_flag=True, help="Ask the 22 Endings principles of the built site, too.")
@click.option("--publish", is_flag=True, help="With --endings: write the answers to content/pages/endings.md, for the colophon.")
@_common
def check(site: Path, settings: str, output: Path | None, endings: bool, publish: bool, report: Path | None, quiet: bool) -> None:
    """Prove what is promised on the folder SITE, and say what is broken, and where. SITE may be the bag of an edition, too.

    \b
    - every text can be rebuilt, byte for byte, from its Markdown and ledger
    - no word of a text is lost: it is in the Markdown, or in the ledger with the rule that took it out
    - numbers and slugs are as the registry gave them
    - every link of the built site leads somewhere, and nothing is asked of another host
    - nothing that was withheld is in the output
    """
    from readingroom.check import check_bag, check_site, is_bag
    from readingroom.site.settings_file import find_site

    if publish and not endings:
        raise click.UsageError("--publish needs --endings")
    if is_bag(site):
        with _run(report, quiet) as (outcome, console):
            check_bag(site, outcome, console.progress)
            console.last(summary(outcome))
        return
    place = find_site(site, settings, output)
    with _run(report, quiet) as (outcome, console):
        check_site(place, outcome, console.progress, endings=endings, publish=publish)
        console.last(summary(outcome))


@main.command(cls=_Command)
@click.argument("site", type=FOLDER, default=".")
@click.option("--to", "target", type=FOLDER, required=True, metavar="FOLDER", help="Where the files go: a new folder.")
@click.option("--format", "formats", multiple=True, metavar="NAME", help="A format; may be said several times. Default: all.")
@click.option("--select", "selection", default="", metavar="WORDS", help="Which documents. Default: all that the site lists.")
@click.option("-s", "--settings", default="pelicanconf.py", show_default=True, metavar="FILE", help="The site's settings, in SITE.")
@_common
def export(site: Path, target: Path, formats: tuple[str, ...], selection: str, settings: str, report: Path | None, quiet: bool) -> None:
    """Write the documents that the site in SITE publishes as data, texts and books to a new folder.

    The formats and the fields to select by are listed in docs/export.md; a wrong name lists them, too.

    \b
    Examples:
      readingroom export mysite --to data --format csv --format datapackage
      readingroom export mysite --to book --format epub --select "collection:letters year:1931..1932"
    """
    from readingroom.export import FORMATS, export_site
    from readingroom.site.settings_file import find_site

    known = [kind.name for kind in FORMATS]
    for name in formats:
        if name not in known:
            raise click.UsageError(f"--format: there is no format {name!r}; there are {', '.join(known)}")
    place = find_site(site, settings)
    with _run(report, quiet) as (outcome, console):
        export_site(place.settings_file, formats, selection, target, outcome, console.progress)
        console.last(f"{summary(outcome)} in {printable(str(target))}")


@main.command(cls=_Command)
@click.argument("site", type=FOLDER, default=".")
@click.option("--to", "target", type=FOLDER, required=True, metavar="BAG", help="Where the bag goes: a new folder.")
@click.option("--since", type=FOLDER, metavar="BAG", help="The bag of an earlier edition: what changed since is listed.")
@click.option("-s", "--settings", default="publishconf.py", show_default=True, metavar="FILE", help="The site's settings, in SITE.")
@_common
def edition(site: Path, target: Path, since: Path | None, settings: str, report: Path | None, quiet: bool) -> None:
    """Write a preservation edition of the site in SITE: a BagIt bag with the site, its documents and ledgers, the originals and a
    description (RO-Crate). What is withheld is not in it.

    The settings EDITION and EDITION_DATE say which edition it is. Verify it at any time with: readingroom check BAG

    \b
    Example:
      readingroom edition mysite --to letters-edition-3 --since letters-edition-2
    """
    from readingroom.edition import make_edition
    from readingroom.site.settings_file import find_site

    place = find_site(site, settings)
    with _run(report, quiet) as (outcome, console):
        make_edition(place, target, since, outcome, console.progress)
        console.last(f"{summary(outcome)} in {printable(str(target))}")


def _check_encoding(name: str | None) -> None:
    if name:
        try:
            "".encode(name)
        except LookupError as error:
            raise click.UsageError(f"--encoding: Python knows no encoding {name!r}; try utf-8, cp1252, koi8-r, shift-jis") from error


__all__ = ["main"]
