"""A source that is watched."""

from pathlib import Path

from tests.unit.packages.convert.samples import shop

from cml_sync.packages.convert.watching import WatchedSource
from cml_sync.packages.package import open_package


def test_what_is_read_twice_counts_once(tmp_path: Path) -> None:
    folder = shop(tmp_path / "s")
    path = folder / "import0_1.xml"
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace("</Товар>", "<Вес>1,5</Вес></Товар>"), encoding="utf-8")
    with open_package([folder]) as opened, WatchedSource(opened) as source:
        for _ in range(2):
            for part in source.parts:
                with part.read() as reading:
                    for _entry in reading:
                        pass
        assert source.repaired == 3
        assert [part.relative for part in source.parts] == ["import0_1.xml", "offers0_1.xml"]
        assert [part.size for part in source.parts] == [part.size for part in opened.parts]
