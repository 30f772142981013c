"""Which loops of a template are compiled so that they remember what they made."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, TemplateAssertionError

from readingroom.site.engine import loops
from readingroom.site.engine.loops import Remembering

ENTRY = "{{ a.url }}{{ a.title }}{{ a.summary }}{{ a.date.isoformat() }}"


@pytest.fixture(autouse=True)
def _several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what reads as much as lists usually do, as it is for users."""
    monkeypatch.setattr(loops, "FEWEST", 4)


@pytest.mark.parametrize(
    ("template", "remembers"),
    [
        (f"{{% for a in b %}}{ENTRY}{{% endfor %}}", True),
        (f"{{% macro m(b, root) %}}{{% for a in b %}}{{{{ root }}}}{ENTRY}{{% endfor %}}{{% endmacro %}}", True),
        (f"{{% for a in b if a.title %}}{ENTRY}{{% else %}}None{{% endfor %}}", True),
        (f"{{% for c in d %}}{{{{ loop.index }}}}{{% for a in c.items %}}{ENTRY}{{% endfor %}}{{% endfor %}}", True),
        (f"{{% for a in b %}}{ENTRY}{{% for c in a.authors %}}{{{{ c }}}}{{{{ loop.index }}}}{{% endfor %}}{{% endfor %}}", True),
        (f"{{% for a in b %}}{ENTRY}{{{{ a.tags|join(', ')|upper }}}}{{% if a.lang is defined %}}!{{% endif %}}{{% endfor %}}", True),
        ("{% for a in b %}{{ a.url }}{{ a.title }}{% endfor %}", False),  # too little
        (f"{{% for a in b %}}{ENTRY}{{{{ loop.index }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ range(2)|list }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ f(a) }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ seen.append(a) }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ a.get_content('x') }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ a|attr('_private') }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ b|random }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ a|ours }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{% include 'x' %}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{% set c = a %}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{% block x %}}{{% endblock %}}{{% endfor %}}", False),
        (f"{{% for a, c in b %}}{ENTRY}{{% endfor %}}", False),
        (f"{{% for a in b recursive %}}{ENTRY}{{{{ loop(a.b) }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ self.title() }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ a.tags|map('ours')|join }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ a.tags|map('upper')|join }}}}{{% endfor %}}", True),
        (f"{{% for a in b %}}{ENTRY}{{{{ a.tags|map(c)|join }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{% endfor %}}{{% set b = 1 %}}", False),
        (f"{{% extends 'c' %}}{{% for a in b %}}{ENTRY}{{% endfor %}}", False),
        (f"{{% extends 'c' %}}{{% block d %}}{{% for a in b %}}{ENTRY}{{% endfor %}}{{% endblock %}}", True),
        (f"{{% autoescape x %}}{{% for a in b %}}{ENTRY}{{% endfor %}}{{% endautoescape %}}", False),
    ],
)
def test_which_loops_are_remembered(template: str, remembers: bool) -> None:
    """Those whose body can show nothing but what it reads of the item and of plain values."""
    environment = Environment()
    environment.filters["ours"] = lambda value: value
    environment.code_generator_class = Remembering
    code = environment.compile(template, "t.html", raw=True)
    assert ("environment.fragments" in code) == remembers


def test_what_cannot_be_compiled_is_told_by_its_name() -> None:
    """As Jinja tells it."""
    environment = Environment(loader=DictLoader({"t.html": f"\n{{% for a in b %}}{ENTRY}{{{{ a|nofilter }}}}{{% endfor %}}"}))
    environment.code_generator_class = Remembering
    with pytest.raises(TemplateAssertionError) as caught:
        environment.get_template("t.html")
    assert (caught.value.name, caught.value.lineno) == ("t.html", 2)
