"""Blocks and lines -> metadata: title, authors, date, language, summary, category. Everything with its evidence, nothing invented."""

from readingroom.describe.categories import category
from readingroom.describe.head import Masthead, masthead
from readingroom.describe.languages import language
from readingroom.describe.summaries import summary

__all__ = ["Masthead", "category", "language", "masthead", "summary"]
