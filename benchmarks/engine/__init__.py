"""How fast the engine is, beside Hugo and Pelican as it is. `python -m benchmarks.engine --help`."""
