"""What `readingroom serve` is made of: what browsers show (shown.py), who answers (server.py), pages ahead of builds (preview.py)."""
