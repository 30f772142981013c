# ruff: noqa: E501
"""The same site for Hugo: settings and templates that show what the Pelican theme beside shows."""

from __future__ import annotations

from pathlib import Path

from benchmarks.engine.collection import put

CONFIG = """
baseURL = "https://archive.example/"
title = "An invented archive"
locale = "en"
disableKinds = ["section", "sitemap", "robotsTXT"]
[pagination]
pagerSize = 25
[taxonomies]
tag = "tags"
category = "categories"
author = "authors"
[permalinks.page]
"/" = "/:slug/"
[outputs]
home = ["html", "rss"]
taxonomy = ["html"]
term = ["html"]
[markup.goldmark.renderer]
unsafe = false
[services.rss]
limit = 20
"""
BASE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ block "title" . }}{{ .Title }}{{ end }}</title>
<link rel="stylesheet" href="{{ site.BaseURL }}theme/main.css"><link rel="alternate" type="application/atom+xml" href="{{ site.BaseURL }}index.xml"></head>
<body><header><a href="{{ site.BaseURL }}">{{ site.Title }}</a><nav><a href="{{ site.BaseURL }}tags/">Tags</a>
<a href="{{ site.BaseURL }}categories/">Folders</a> <a href="{{ site.BaseURL }}authors/">People</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>
"""
PAGE = """{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>
{{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}
{{ range .GetTerms "categories" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}
{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p>
{{ .Content }}</article>{{ end }}
"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $pages := .Paginate ((%s).ByDate) }}
<ol>{{ range $pages.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>
{{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}<p>{{ .Summary }}</p></li>{{ end }}</ol>
<nav>{{ with $pages.Prev }}<a href="{{ .URL }}">Earlier</a>{{ end }} {{ $pages.PageNumber }}
{{ with $pages.Next }}<a href="{{ .URL }}">Later</a>{{ end }}</nav>{{ end }}
"""
TERMS = """{{ define "main" }}<ul>{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>
{{ end }}</ul>{{ end }}
"""


def write(folder: Path) -> None:
    """Write settings and templates into `folder`/hugo."""
    site = folder / "hugo"
    put(site / "hugo.toml", CONFIG)
    for name, text in {
        "baseof.html": BASE,
        "page.html": PAGE,
        "home.html": LIST % "site.RegularPages",
        "term.html": LIST % ".Pages",
        "taxonomy.html": TERMS,
    }.items():
        put(site / "layouts" / name, text)
    put(site / "static" / "theme" / "main.css", "body { max-width: 40em }\n")
