"""What the books share: front matter, chapters, covers."""
