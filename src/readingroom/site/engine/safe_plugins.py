"""Plugins of others that were read and found to be safe, see environment.py, at the versions at which they were read.

What they do to documents follows from the documents and the settings, and what they write is new in the output. The shuffle of tag_cloud
is no exception: pages that show it are other pages each time.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

SAFE = {
    "pelican.plugins.neighbors": ("pelican-neighbors", {"1.2.0"}),
    "pelican.plugins.readtime": ("pelican-readtime", {"0.2.1"}),
    "pelican.plugins.related_posts": ("pelican-related-posts", {"1.0.0"}),
    "pelican.plugins.series": ("pelican-series", {"3.1.1"}),
    "pelican.plugins.sitemap": ("pelican-sitemap", {"1.2.2"}),
    "pelican.plugins.tag_cloud": ("pelican-tag-cloud", {"1.0.1"}),
}
"""The package of each plugin, and its versions."""


@cache
def is_safe(module: str) -> bool:
    """Whether a module belongs to one of these plugins, as it is installed."""
    plugin = ".".join(module.split(".")[:3])
    package, versions = SAFE.get(plugin, ("", set()))
    try:
        return bool(package) and version(package) in versions
    except PackageNotFoundError:  # a copy of it in a folder of the site: nobody knows of which version
        return False
