"""What `readingroom serve` is made of: what browsers show (shown.py), who answers (server.py), what counts
as a change (watched.py), pages ahead of builds (preview.py), the builds (builder.py) and what is said of them (news.py)."""
