"""The documents of the site that tests of exports share, and the command."""

from click.testing import CliRunner, Result

from readingroom.cli import main

DOCUMENTS = {
    "letter.md": """Title: To the Harbour Master
Authors: Ada Quill
Date: 1931-05-03
Lang: en
Tags: stones; boats
Category: letters
Slug: to-the-harbour-master
Source: letters/letter.txt
X-Holder: Ostrel Archive
X-Shelfmark: OA 1/3
X-Type: letter
X-Number: 1

The Old Chandlery,\x20\x20
Ostrel

Dear Sir,

I counted *eleven* boats[^1] on the morning of the third, and [](#page-12) not one of them was yours, as the enclosed list will show.

| boat | tons |
|---|--:|
| Patience | 80 |

Yours truly,

Ada Quill

[^1]: Twelve with the lighter.
""",
    "song.md": """Title: The Lighterman's Song
Issued: 1931~
Lang: en
Category: songs
Slug: the-lightermans-song
Source: songs/song.txt
X-Number: 2

The tide goes out, the tide comes in,\x20\x20
and so does he that sold the tin;

the bell goes under, boat and all,\x20\x20
and no man hears it from the wall.
""",
    "play.md": """Title: =HYPERLINK("http://evil.example") & <b>Sea</b> {x} $y$ #z
Authors: Ruth Ankerly; Harbour Board of Ostrel; 王伟
Issued: 1910/1912
Lang: en
Category: plays/school
Slug: the-sea
Source: plays/play.txt
X-Number: 3

## The First Scene

THE SEA. Good evening. I have come in.

GULL. He had shrimps! \\#"x" \\\\ $a$

THE SEA. And <script>alert(1)</script> who are you?

## The Second Scene

- one
- two

1. first

    with a second paragraph

> A quotation.

```
code  "here"

  and there
```
""",
    "withheld.md": """Title: Kept from everyone
Category: letters
Status: withheld
Slug: kept-from-everyone
Source: letters/kept.txt
X-Number: 4

The secretmarkword of the harbour master stands here and nowhere else.
""",
}


def invoke(*arguments: object) -> Result:
    """`readingroom export` in this process."""
    return CliRunner().invoke(main, ["export", *map(str, arguments)])
