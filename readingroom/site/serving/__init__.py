"""What `readingroom serve` is made of: what browsers show (`shown.py`), who answers them (`server.py`), pages ahead of the build (`preview.py`)."""
