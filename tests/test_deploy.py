"""`new --deploy`: what each host needs, in the form that the host's own tools read."""

import os
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from readingroom import __version__
from readingroom.cli import main
from readingroom.scaffold import HOSTS

FILES = {
    "github": ".github/workflows/publish.yml",
    "gitlab": ".gitlab-ci.yml",
    "codeberg": "deploy.sh",
    "netlify": "netlify.toml",
    "cloudflare": "deploy.sh",
    "s3": "deploy.sh",
    "rsync": "deploy.sh",
}


def make(folder: Path, host: str) -> Path:
    """A new site for a host."""
    result = CliRunner().invoke(main, ["new", str(folder / "site"), "--deploy", host])
    assert result.exit_code == 0, result.output
    return folder / "site"


def run(site: Path, *arguments: str) -> tuple[int, list[str]]:
    """Run deploy.sh with programs in the place of those that it calls: its exit code, and what was called."""
    tools, log = site.parent / "tools", site.parent / "called.txt"
    tools.mkdir(exist_ok=True)
    for name in ("readingroom", "aws", "rsync", "pip"):
        body = f'#!/bin/sh\necho "{name} $* SITEURL=$SITEURL" >> "{log}"\n' + 'test "$1" != build || mkdir -p output\n' * (
            name == "readingroom"
        )
        (tools / name).write_text(body, "utf-8")
        (tools / name).chmod(0o755)
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    done = subprocess.run(["sh", "deploy.sh", *arguments], cwd=site, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, log.read_text("utf-8").splitlines() if log.exists() else []


@pytest.mark.parametrize("host", HOSTS)
def test_each_host_gets_its_file(tmp_path: Path, host: str) -> None:
    """One file, which its own language understands, that builds, checks, and names this version where it installs it."""
    site = make(tmp_path, host)
    text = (site / FILES[host]).read_text("utf-8")
    assert {name for name in set(FILES.values()) if (site / name).exists()} == {FILES[host]}
    assert text.index("readingroom build .") < text.index("readingroom check .")
    assert "pip install" not in text or f"readingroom=={__version__}" in text
    if host in {"github", "gitlab"}:
        assert yaml.safe_load(text)
    elif host == "netlify":
        assert tomllib.loads(text)["build"]["publish"] == "output"
    else:
        assert subprocess.run(["sh", "-n", str(site / "deploy.sh")], check=False).returncode == 0


def test_none_writes_nothing(tmp_path: Path) -> None:
    """A site for the disk alone."""
    site = make(tmp_path, "none")
    assert not any((site / name).exists() for name in FILES.values())


def test_a_server_gets_the_site(tmp_path: Path) -> None:
    """Built with its address, checked, then copied, with a page for wrong addresses below the path of the site."""
    code, called = run(make(tmp_path, "rsync"), "me@host:/var/www/a", "https://archive.example/quill/")
    assert code == 0
    assert [line.split()[:2] for line in called] == [["readingroom", "build"], ["readingroom", "check"], ["rsync", "--recursive"]]
    assert "SITEURL=https://archive.example/quill/" in called[0]
    assert "output/ me@host:/var/www/a/ " in called[2]
    assert "ErrorDocument 404 /quill/404.html\n" in (tmp_path / "site/output/.htaccess").read_text("utf-8")
    for wrong in ([], ["me@host:", "https://a.example"], ["folder", "https://a.example"]):
        (tmp_path / "called.txt").unlink(missing_ok=True)
        assert run(tmp_path / "site", *wrong) == (2, [])


def test_a_bucket_gets_the_site(tmp_path: Path) -> None:
    """The page for wrong addresses, fonts kept long, pages not, and what is gone removed last."""
    code, called = run(make(tmp_path, "s3"), "bucket", "https://archive.example")
    assert code == 0
    assert "--error-document 404.html" in called[2]
    assert "immutable" in called[3]
    assert "must-revalidate" in called[4]
    assert ["--delete" in line for line in called[2:]] == [False, False, False, True]


def test_cloudflare_gets_headers(tmp_path: Path) -> None:
    """In the output, where the host looks for them."""
    assert run(make(tmp_path, "cloudflare"))[0] == 0
    assert "immutable" in (tmp_path / "site/output/_headers").read_text("utf-8")


@pytest.mark.parametrize(("host", "code"), [("netlify", "301!"), ("cloudflare", "301")])
def test_hosts_are_told_of_old_addresses(tmp_path: Path, texts: Path, host: str, code: str) -> None:
    """`_redirects` once a slug has changed; none before, and none in the sitemap."""
    site = tmp_path / "site"
    assert CliRunner().invoke(main, ["new", str(site), "--texts", str(texts), "--deploy", host]).exit_code == 0
    build = ["build", str(site), "--settings", "publishconf.py"]
    assert CliRunner().invoke(main, build, env={"SITEURL": "https://archive.example"}).exit_code == 0
    assert not (site / "output/_redirects").exists()
    (site / "metadata.csv").write_text("path,slug\nletters/1.txt,another-name\n", "utf-8")
    assert CliRunner().invoke(main, build, env={"SITEURL": "https://archive.example"}).exit_code == 0
    told = (site / "output/_redirects").read_text("utf-8")
    assert told.strip() == f"/documents/a-letter-from-the-breakwater.html /documents/another-name.html {code}"
    assert "_redirects" not in (site / "output/sitemap.xml").read_text("utf-8")
