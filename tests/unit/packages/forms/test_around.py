from pathlib import Path

from cml_sync.packages.forms.around import PartAround, ReadingAround
from cml_sync.packages.package import open_package

SHOP = Path(__file__).parents[4] / "examples" / "shop-2.07"


def test_everything_but_reading_is_that_of_the_part_inside() -> None:
    with open_package([SHOP]) as package:
        for part in package.parts:
            around = PartAround(part)
            assert (around.name, around.relative) == (part.name, part.relative)
            assert (around.kind, around.size) == (part.kind, part.size)
            assert around.generated_at == part.generated_at


def test_everything_but_the_entries_is_that_of_the_walk_inside() -> None:
    with open_package([SHOP]) as package, package.parts[0].read() as reading:
        around = ReadingAround(reading)
        assert list(reading)
        assert around.header is reading.header
        assert around.information is reading.information
        assert around.problems == reading.problems
