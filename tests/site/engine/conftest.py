"""Lets the tests of the engine share `engine_sites`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # tests/ is no package, and tests/site would shadow the standard library's `site`
