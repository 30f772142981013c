"""Lines that say where a text was published: "Printed by J. Marsh, Harbour Street, 1887", "First published in The Lamp".

They stand where headings and titles stand, short, apart, and without a stop, and are neither. Words alone do not tell them: "Printed by
Hand" may be a heading. Where the words leave it open there must be a year, a comma or an initial as well.
"""

from __future__ import annotations

import re

_WIDEST = 160  # characters
_SURE = re.compile(
    r"(?:this (?:[^\W\d_]{1,12} )?)?(?:was )?(?:first|originally|previously) (?:published|printed|issued|appeared) (?:in|by|as|at|on)\b"
    r"|re-?(?:printed|published) (?:from|by|in|with)\b|(?:printed|published|issued)(?: and [^\W\d_]{4,9})? (?:by|for|at) the\b"
    r"|all rights reserved\.?$|copyright (?:©|\(c\)|(?:1\d|20)\d\d\b)"
    r"|(?:zuerst|erstmals|ursprünglich) (?:erschienen|veröffentlicht|gedruckt|abgedruckt) (?:in|im|bei|als|am)\b|nachdruck aus\b"
    r"|(?:publiée?|parue?|imprimée?) (?:pour la première fois|d['’]abord) (?:dans|en|par|chez|à)\b"
    r"|(?:publicad|impres)[oa] por primera vez en\b|(?:pubblicat|stampat)[oa] per la prima volta (?:in|nel|su)\b"
    r"|впервые (?:опубликован|напечатан)[оа]?\b",
    re.IGNORECASE,
)
"""What says it by its words."""
_LIKELY = re.compile(
    r"(?:printed|published|issued|engraved)(?: and [^\W\d_]{4,9})?(?: in [^\W\d_]{2,20})? (?:by|for|at|in)\b"
    r"|(?:gedruckt|verlegt|erschienen|herausgegeben) (?:bei|von|in|im|für)\b|(?:druck|verlag) (?:und verlag )?von\b"
    r"|(?:imprimée?|publiée?|éditée?|parue?) (?:par|chez|à|dans|pour)\b|(?:de l['’])?imprimerie (?:de|d['’])"
    r"|(?:impres|publicad|editad)[oa] (?:por|en|em|na|no|para)\b|(?:stampat|pubblicat|edit)[oa] (?:da|dal|in|presso|per)\b"
    r"|(?:gedrukt|uitgegeven|verschenen) (?:bij|door|in|te)\b|(?:напечатано|издано|опубликовано) (?:в|у)\b",
    re.IGNORECASE,
)
"""What may begin a heading as well."""
_EVIDENCE = re.compile(r"\b(?:1[4-9]|20)\d\d\b|, \S|\b[^\W\d_a-zß-ÿ]\. ?[^\W\d_a-zß-ÿ]")


def is_publication(text: str) -> bool:
    """Whether a line by itself says who published a text, where or when."""
    text = text.lstrip('([*_"“')
    if len(text) > _WIDEST or text[:1].islower():
        return False
    return bool(_SURE.match(text)) or bool(_LIKELY.match(text) and _EVIDENCE.search(text))
