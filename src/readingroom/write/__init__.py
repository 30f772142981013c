"""A document -> Markdown, and the account of every change on the way."""

from readingroom.write.markdown import markdown

__all__ = ["markdown"]
