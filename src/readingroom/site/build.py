"""`readingroom build`: texts to Markdown, Markdown to the site."""

from __future__ import annotations

from dataclasses import replace

from readingroom.collection import Confirm, Task, convert_collection, has_documents, known_rules
from readingroom.errors import Level, Message, ReadingRoomError
from readingroom.progress import Progress, Report
from readingroom.site import engine
from readingroom.site.engine.manifest import Manifest
from readingroom.site.settings_file import Site
from readingroom.site.soundness import refuse_strangers
from readingroom.write.files import clear_scratch


def build_site(
    site: Site,
    report: Report,
    progress: Progress,
    *,
    again: bool = False,
    confirm: Confirm | None = None,
    jobs: int = 0,
    kept: engine.Kept | None = None,
    wrote: dict[str, str] | None = None,
) -> None:
    """Convert what is new and render what changed. What Pelican warns of or calls an error is in the report.

    A site without a folder of texts is built from the Markdown it has. `kept` gets what was built, to render pages of it again;
    `wrote` what the conversion wrote, and how it left it.
    Raises ReadingRoomError if nothing can be done.
    """
    refuse_strangers(site.output, is_ours=not site.asked or bool(Manifest(site.output).names()))
    if not site.texts.is_dir():
        clear_scratch(site.content)
        some = (site.content / "documents").is_dir() or has_documents(site.content)
        level: Level = "note" if some and site.has_usual_texts else "warning"  # content may well be published without them
        fact = f"there is no folder of texts ({site.texts.name})" + ("; the site is built from its documents as they are" * some)
        report.say(Message("S-01", fact, "put your text files there, or set TEXTS in pelicanconf.py", level=level))
    if site.texts.is_dir() or has_documents(site.content):
        convert_collection(replace(task_of(site), again=again, confirm=confirm, jobs=jobs, wrote=wrote), report, progress)
    render(site, report, progress, kept)


def task_of(site: Site) -> Task:
    """How the texts of a site are converted. Raises ReadingRoomError U-10 for a rule in RULES_OFF that there isn't."""
    return Task(site.texts, site.content, site.metadata, site.edition, cache=site.cache, off=known_rules(site.off))


def render(site: Site, report: Report, progress: Progress, kept: engine.Kept | None = None) -> None:
    """Markdown to the site; Pelican's warnings and errors go into the report."""
    try:
        made = engine.build(site.settings_file, output=site.output, progress=lambda done, of: progress("Rendering", done, of), kept=kept)
    except ReadingRoomError:
        raise
    except Exception as error:  # a plugin or a setting: whatever stops Pelican, the last good site stays
        fact = f"the site could not be built: {type(error).__name__}: {error}"
        raise ReadingRoomError("S-07", fact, "mend it and build again; the last good site is still there") from error
    report.counts |= {"documents": made.documents, "pages": made.pages, "rendered": made.rendered}
    if made.plain:
        report.say(
            Message("S-08", f"the whole site was rendered: {made.plain}", "see docs/engine.md for which plugins need it", level="note")
        )
    told = {str(message).partition(" Hint:")[0] for message in report.messages}  # what the conversion said, the site's plugin says as well
    for text in made.errors:
        if text.partition(" Hint:")[0] in told:
            continue
        report.say(Message("S-02", text.removesuffix(".")))
    for text in made.warnings:
        report.say(Message("S-03", text.removesuffix("."), level="warning"))


def verify_site(site: Site, report: Report) -> bool:
    """Build a second time from nothing, into a scratch folder, and compare: every difference is an error that names the file.

    Returns whether both are the same.
    """
    differences = engine.verify(site.settings_file, output=site.output)
    hint = "delete the folder .readingroom, build again, and please report this"
    for difference in differences:
        report.say(Message("S-04", f"a build from nothing differs: {difference}", hint))
    return not differences
