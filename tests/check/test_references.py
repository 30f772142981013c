"""What a page loads, runs and links to is found however it is written; what only looks like it is left alone."""

from pathlib import Path

import pytest

from readingroom.check.links import as_read, prove_links
from readingroom.check.policies import is_strict
from readingroom.check.references import read_page
from readingroom.check.styles import loads_of
from readingroom.progress import Report, silent

POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'\">"
STRANGE = "https://elsewhere.example/a"


def found(tmp_path: Path, html: str, name: str = "page.html") -> list[str]:
    """The codes of what is wrong with a page in a site of three files."""
    output = tmp_path / "output"
    (output / "sub").mkdir(parents=True)
    (output / "here.html").write_text(POLICY + '<p id="there">', "utf-8")
    (output / "sub/a.png").write_bytes(b"")
    (output / name).write_text(POLICY + html if name.endswith("html") else html, "utf-8")
    report = Report()
    prove_links(output, report, silent)
    return [message.code for message in report.messages]


LOADS = [
    f"<img src='{STRANGE}'>",
    f"<IMG SRC = {STRANGE}>",
    f'<img\nalt=">" src="{STRANGE}">',
    '<img src="//elsewhere.example/a">',
    r'<img src="\\elsewhere.example/a">',
    r'<img src="/\elsewhere.example/a">',
    '<img src="ht\ntps://elsewhere.example/a">',
    '<img src="https&colon;//elsewhere.example/a">',
    '<img src=" \x01https://elsewhere.example/a">',
    '<img src="http:elsewhere.example">',
    '<img src="ftp://elsewhere.example/a">',
    f'<img srcset="sub/a.png 1x, {STRANGE} 2x">',
    f'<img srcset="sub/a.png, {STRANGE} 2x">',
    f'<picture><source srcset="{STRANGE}"></picture>',
    f'<video poster="{STRANGE}"></video>',
    f'<audio><source src="{STRANGE}"></audio>',
    f'<video><track src="{STRANGE}"></video>',
    f'<input type="image" src="{STRANGE}">',
    f'<iframe src="{STRANGE}"></iframe>',
    f'<iframe srcdoc="&lt;img src={STRANGE}&gt;"></iframe>',
    f"<iframe srcdoc=\"&lt;iframe srcdoc='&amp;lt;img src={STRANGE}&amp;gt;'&gt;\"></iframe>",
    f'<embed src="{STRANGE}">',
    f'<object data="{STRANGE}"></object>',
    f'<object><param name="movie" value="{STRANGE}"></object>',
    f'<applet archive="{STRANGE}"></applet>',
    f'<script src="{STRANGE}"></script>',
    f'<body background="{STRANGE}">',
    f'<table background="{STRANGE}">',
    f'<link rel="stylesheet" href="{STRANGE}">',
    f"<LINK href={STRANGE} rel='alternate StyleSheet'>",
    f'<link rel="icon" href="{STRANGE}">',
    f'<link rel="shortcut icon" href="{STRANGE}">',
    f'<link rel="apple-touch-icon" href="{STRANGE}">',
    f'<link rel="manifest" href="{STRANGE}">',
    f'<link rel="preload" as="font" href="{STRANGE}">',
    f'<link rel="modulepreload" href="{STRANGE}">',
    f'<link rel="prefetch" href="{STRANGE}">',
    f'<link rel="preload" as="image" imagesrcset="{STRANGE}">',
    '<link rel="dns-prefetch" href="//elsewhere.example">',
    '<link rel="preconnect" href="https://elsewhere.example">',
    f'<link rel="stylesheet" href="data:text/css,@import%20%22{STRANGE}%22">',
    '<link rel="stylesheet" href="data:text/css;base64,QGltcG9ydCAiLy94LmV4YW1wbGUvYSI7">',
    f'<a href="here.html" ping="/here {STRANGE}">a</a>',
    f'<img attributionsrc="{STRANGE}">',
    '<base href="https://elsewhere.example/">',
    f'<meta http-equiv="refresh" content="0; url={STRANGE}">',
    f"<meta http-equiv=REFRESH content=\"0;URL='{STRANGE}'\">",
    f'<meta http-equiv="refresh" content="5,{STRANGE}">',
    f"<style>p {{ background: url({STRANGE}) }}</style>",
    f"<style>@import '{STRANGE}';</style>",
    f"<p style=\"background: URL( '{STRANGE}' )\">",
    f"<p style='background: image-set(\"{STRANGE}\" 1x)'>",
    r'<p style="background: u\72l(//elsewhere.example/a)">',
    '<p style="background: url(https&#58;//elsewhere.example/a)">',
    f'<svg><image href="{STRANGE}"/></svg>',
    f'<svg><image xlink:href="{STRANGE}"/></svg>',
    f'<svg><use href="{STRANGE}#x"/></svg>',
    f'<svg><feImage href="{STRANGE}"/></svg>',
    f'<svg><script href="{STRANGE}"/></svg>',
    f'<svg><rect fill="url({STRANGE}#x)"/></svg>',
    f"<svg><style>* {{ fill: url({STRANGE}) }}</style></svg>",
    f'<svg><image><set attributeName="href" to="{STRANGE}"/></image></svg>',
    f"<template><img src={STRANGE}></template>",
    f'<div><template shadowrootmode="open"><template><img src={STRANGE}></template></template></div>',
    f"<noscript><img src={STRANGE}></noscript>",
    f'<noscript><p title="</noscript><img src={STRANGE}>"></noscript>',
    f"<bgsound src={STRANGE}>",
]

SCRIPTS = [
    "<p onclick='a()'>",
    "<p ONCLICK=a()>",
    "<p/onclick=a()>",
    '<p title=">"onclick="a()">',
    "<body onload=a()>",
    "<svg onload=a()>",
    "<img src=x.png onerror=a()>",
    "<details ontoggle=a()>",
    "<script>a()</script>",
    "<SCRIPT TYPE=' Text/JavaScript '>a()</SCRIPT>",
    "<script type=module>import 'x'</script>",
    "<script type=speculationrules>{}</script>",
    "<svg><script>a()</script></svg>",
    "<a href='javascript:a()'>a</a>",
    "<a href=JavaScript:a()>a</a>",
    '<a href="java\tscript:a()">a</a>',
    '<a href="java&#x0A;script:a()">a</a>',
    '<a href="java&Tab;script&colon;a()">a</a>',
    '<a href=" \x01 javascript:a()">a</a>',
    "<a href=vbscript:a()>a</a>",
    "<a href='data:text/html,&lt;script&gt;a()&lt;/script&gt;'>a</a>",
    "<a href=blob:null>a</a>",
    "<area href=javascript:a()>",
    "<form action=javascript:a()>",
    "<button formaction='javascript:a()'>",
    "<iframe src=javascript:a()></iframe>",
    "<iframe src='data:text/html,&lt;script&gt;a()&lt;/script&gt;'></iframe>",
    "<iframe srcdoc='&lt;script&gt;a()&lt;/script&gt;'></iframe>",
    "<iframe srcdoc='&lt;p onclick=a()&gt;'></iframe>",
    "<object data='data:text/html,a'></object>",
    "<embed src=javascript:a()>",
    "<script src='data:,a()'></script>",
    "<meta http-equiv=refresh content='0;url=javascript:a()'>",
    "<svg><a xlink:href='javascript:a()'>a</a></svg>",
    "<svg><a><animate attributeName=href values='#there;javascript:a()'/></a></svg>",
    "<math href=javascript:a()>a</math>",
    "<math><mrow xlink:href='javascript:a()'></mrow></math>",
    "<template><p onclick=a()></template>",
    "<noscript><p onclick=a()></noscript>",
    "<link rel=stylesheet href=javascript:a()>",
]

HARMLESS = [
    f'<a href="{STRANGE}">a link may lead anywhere</a>',
    "<a href=mailto:a@elsewhere.example>a</a>",
    f'<form action="{STRANGE}"></form>',
    f"<p title='src={STRANGE}'>&lt;img src={STRANGE} onclick=a()&gt;</p>",
    f"<!-- <img src={STRANGE} onclick=a()> -->",
    f"<textarea><img src={STRANGE} onclick=a()></textarea>",
    f"<title><img src={STRANGE}></title>",
    f'<blockquote cite="{STRANGE}">a</blockquote>',
    f'<link rel="canonical" href="{STRANGE}"><link rel="license" href="{STRANGE}"><link rel="alternate" href="{STRANGE}">',
    f'<meta property="og:image" content="{STRANGE}">',
    f'<meta name="refresh" content="0; url={STRANGE}">',
    '<meta http-equiv="refresh" content="30">',
    '<meta http-equiv="refresh" content="0; url=here.html#there">',
    "<img src='data:image/png;base64,AAAA' srcset='data:image/png;base64,AA,AA 1x, sub/a.png 2x'>",
    '<script type=\'application/ld+json\'>{"url": "https://elsewhere.example"}</script>',
    "<p on='a'>",
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><rect id=there fill='url(#there)'/></svg>",
    "<svg><image id=there href='sub/a.png'/><use href='#there'/></svg>",
    "<style>@namespace url(http://www.w3.org/1999/xhtml); p::before { content: 'https://elsewhere.example' }</style>",
    f"<style>/* url({STRANGE}) */ p {{ color: red }}</style>",
    "<iframe src='about:blank'></iframe>",
    "<iframe srcdoc='&lt;a href=here.html&gt;'></iframe>",
    "<base href='sub/'><img src='a.png'><a href='../here.html#there'>a</a>",
    "<base target=_top><a href=here.html>a</a>",
    "<a name=old></a><a href=#old>a</a><a href=#top>a</a><a href=#>a</a><a href=''>a</a>",
    "<a href='here.html#:~:text=a'>a</a><a href=' here.html '>a</a><a href='sub\\a.png'>a</a>",
    "<input name=x value='javascript:a()'><p data-src='https://elsewhere.example'>",
]


@pytest.mark.parametrize("html", LOADS)
def test_what_is_loaded_from_elsewhere(tmp_path: Path, html: str) -> None:
    """K-13, and nothing else."""
    assert set(found(tmp_path, html)) == {"K-13"}


@pytest.mark.parametrize("html", SCRIPTS)
def test_what_could_run(tmp_path: Path, html: str) -> None:
    """K-12."""
    assert "K-12" in found(tmp_path, html)


@pytest.mark.parametrize("html", HARMLESS)
def test_what_only_looks_like_it(tmp_path: Path, html: str) -> None:
    """Is left alone."""
    assert found(tmp_path, html) == []


@pytest.mark.parametrize(
    "html",
    [
        "<img src=gone.png>",
        "<img srcset='sub/a.png, gone.png 2x'>",
        "<video poster='gone.png'>",
        "<p style='background: url(gone.png)'>",
        "<a href='here.html#gone'>",
        "<a href='../outside.html'>",
        "<a href='/here.html'>",
        "<base href='sub/'><a href='here.html'>a</a>",
        "<meta http-equiv=refresh content='0; url=gone.html'>",
        "<a href='http://[bad'>",
        "<iframe srcdoc='&lt;img src=gone.png&gt;'></iframe>",
    ],
)
def test_what_is_missing(tmp_path: Path, html: str) -> None:
    """K-11."""
    assert found(tmp_path, html) == ["K-11"]


def test_pictures_and_other_kinds_of_pages(tmp_path: Path) -> None:
    """An SVG file is a page when it is opened, and so are `.htm` and `.xhtml` in capitals."""
    svg = f'<?xml-stylesheet type="text/css" href="{STRANGE}"?><svg xmlns="http://www.w3.org/2000/svg"><script>a()</script></svg>'
    assert set(found(tmp_path / "1", svg, "a.svg")) == {"K-12", "K-13"}
    assert found(tmp_path / "2", "<p onclick=a()>", "PAGE.HTM") == ["K-12"]
    assert found(tmp_path / "3", "<p onclick=a()/>", "a.xhtml") == ["K-12"]


def test_the_line_is_named(tmp_path: Path) -> None:
    """Of the first place, where it stands more than once; the message comes once."""
    output = tmp_path / "output"
    output.mkdir()
    html = f"{POLICY}\n<p>gone.html</p>\n<a href='gone.html'>a</a>\n<a href='gone.html'>a</a>\n<img src=x&amp;y>\n<p onclick=a()>\n"
    (output / "page.html").write_text(html, "utf-8")
    report = Report()
    prove_links(output, report, silent)
    assert sorted((message.line, message.code) for message in report.messages) == [(3, "K-11"), (5, "K-11"), (6, "K-12")]
    assert report.counts["links followed"] == 3


def test_a_page_without_a_policy(tmp_path: Path) -> None:
    """K-14, a warning, once for the site."""
    (tmp_path / "output").mkdir()
    for name in ("1", "2", "3"):
        (tmp_path / "output" / f"{name}.html").write_text("<p>a</p>" if name != "3" else POLICY, "utf-8")
    report = Report()
    prove_links(tmp_path / "output", report, silent)
    assert [(message.code, message.level, message.path) for message in report.messages] == [("K-14", "warning", "output/1.html")]
    assert "and 1 more" in report.messages[0].fact


@pytest.mark.parametrize(
    ("policy", "strict"),
    [
        ("default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:", True),
        ("DEFAULT-SRC 'self'; script-src 'sha256-AAAA='", True),
        ("", False),
        ("img-src 'self'", False),
        ("default-src *", False),
        ("default-src 'none'; script-src 'unsafe-inline'", False),
        ("default-src 'none'; script-src-elem https:", False),
        ("default-src 'none'; frame-src data:", False),
        ("default-src 'none'; img-src elsewhere.example", False),
        ("default-src 'none'; default-src *", True),
    ],
)
def test_policies(policy: str, strict: bool) -> None:
    """What forbids scripts and other hosts."""
    assert is_strict([policy]) == strict


@pytest.mark.parametrize(
    ("css", "addresses"),
    [
        ("@import 'a.css'; @import url(b.css) print; p { background: url(\"c.png\"), url( d.png ) }", ["a.css", "b.css", "c.png", "d.png"]),
        ("@import/**/'a'; @\\69mport 'b'", ["a", "b"]),
        ("p { background: image-set('a.png' type('image/png') 1x, url(b.png) 2x) }", ["a.png", "b.png"]),
        ("@media print { @font-face { src: local('x'), url(a.woff2) format('woff2') } }", ["a.woff2"]),
        ("@supports (background: url(a)) { p { --x: url(b) } }", ["a", "b"]),
        ("/* url(a) */ p::after { content: 'url(b)' } @namespace x 'c';", []),
        ("@import 'data:text/css,p%7Bbackground:url(a)%7D'", ["a"]),
        ("p { background: url(unclosed", ["unclosed"]),
    ],
)
def test_styles(css: str, addresses: list[str]) -> None:
    """What a style loads."""
    assert [address for _, address in loads_of(css)] == addresses


def test_addresses_as_browsers_read_them() -> None:
    """Without what they leave out."""
    assert as_read("\x00 java\nscript:a()\x1f") == "javascript:a()"
    assert as_read("a\\b?c\\d#\\") == "a/b?c\\d#\\"


def test_a_large_page_takes_its_time_and_no_more() -> None:
    """Whatever stands in it a hundred thousand times."""
    for piece in ("<p onclick=", "<template>", "<svg><style>", "<iframe srcdoc='", "<noscript>", "<?xml-stylesheet "):
        read_page(piece * 20_000)
    for piece in ("(", "{", "url(", "image-set(", "@import", "\\", "'", "/*"):
        list(loads_of("(" + piece * 20_000))
