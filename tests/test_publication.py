"""Lines that say where a text was published, and those that only begin like them."""

import pytest

from readingroom.publication import is_publication


@pytest.mark.parametrize(
    "line",
    [
        "Printed by J. Marsh, Harbour Street, 1887",
        "PRINTED BY J. MARSH, HARBOUR STREET",
        "Printed and sold by J. Marsh",
        "Printed for the Author",
        "Published by the Harbour Board",
        "Published in Ostrel by Tom Marsh, 1887",
        "First published in The Lamp, May 1887",
        "This essay first appeared in The Lamp",
        "Originally published as a pamphlet",
        "(Reprinted from the Ostrel Lamp)",
        "All rights reserved",
        "Copyright 1931 by Ada Quill",
        "Gedruckt bei J. Marsch, Hafenstraße 4",
        "Zuerst erschienen in der Lampe",
        "Imprimé chez J. Marche, 1887",
        "Impreso por J. Marcha, 1887",
        "Stampato da J. Marcia, 1887",
        "Gedrukt bij J. Mars, 1887",
        "Впервые напечатано в «Маяке»",
    ],
)
def test_publication_lines(line: str) -> None:
    """Printers, papers, years."""
    assert is_publication(line)


@pytest.mark.parametrize(
    "line",
    [
        "Printed Matter",
        "Printed by Hand",
        "Printing in Ostrel, 1887",
        "Published Sources, 1880 to 1887",
        "First Published Works",
        "Sold by the Yard",
        "The First Printed Chart, 1887",
        "printed by J. Marsh, and by nobody else",
        "Erschienen",
        "Copyright and the Sea",
        "",
    ],
)
def test_other_lines(line: str) -> None:
    """Headings, and pieces of sentences."""
    assert not is_publication(line)
