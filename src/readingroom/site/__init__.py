"""The Pelican plugin: `PLUGINS = ["readingroom.site"]`. The only place that knows Pelican."""

from __future__ import annotations


def register() -> None:
    """Connect our parts to Pelican's signals."""
    from pelican import signals  # noqa: PLC0415 - what imports this package need not have Pelican

    from readingroom.export import take_away  # noqa: PLC0415 - it stands on the site
    from readingroom.site import generator, reader  # noqa: PLC0415 - they import it

    signals.initialized.connect(generator.find_overrides)
    signals.readers_init.connect(reader.use_reader)
    signals.generator_init.connect(generator.add_filters)
    signals.article_generator_pretaxonomy.connect(generator.settle)
    signals.page_generator_finalized.connect(generator.tell_pages_apart)
    signals.article_generator_finalized.connect(generator.spare_taxonomy)
    signals.static_generator_finalized.connect(generator.withhold_files)
    signals.static_generator_finalized.connect(generator.add_originals)
    signals.get_generators.connect(generator.browse_generator)
    signals.get_generators.connect(take_away.take_away_generator)
