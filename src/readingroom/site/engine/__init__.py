"""The engine: builds any Pelican site incrementally and in parallel, exact to the byte.

`PELICAN_CLASS = "readingroom.Pelican"` in a site's settings is all it needs. See docs/engine.md.
"""

from readingroom.site.engine.build import Kept, build
from readingroom.site.engine.report import Report
from readingroom.site.engine.run import Pelican
from readingroom.site.engine.verify import Difference, verify

__all__ = ["Difference", "Kept", "Pelican", "Report", "build", "verify"]
