"""From a source into a target: every part and entry once, and pictures that goods name."""

from pathlib import Path

import pytest

from cml_sync.errors import FindingsError
from cml_sync.model.kinds import Kind
from cml_sync.packages.anonymize.anonymizing import PartDone, anonymized, masked
from cml_sync.packages.anonymize.keyed import Keyed
from cml_sync.packages.anonymize.masker import Masker, Wanted
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.package import open_package
from cml_sync.packages.parts import PartKind
from cml_sync.xml.entries import RecordRead

CATALOG = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация ВерсияСхемы="2.07"><Каталог><Ид>1</Ид>
<Владелец><Ид>1</Ид><Наименование>Пример</Наименование></Владелец><Товары>
<Товар><Ид>1</Ид><Наименование>Кружка</Наименование><Картинка>Import_Files\\a.jpg</Картинка></Товар>
<Товар><Ид>2</Ид><Наименование>Ложка</Наименование><Картинка>b.pdf</Картинка></Товар>
</Товары></Каталог></КоммерческаяИнформация>
"""


def masker() -> Masker:
    return Masker(Keyed(b"a key for tests, long enough"), Wanted())


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    (folder / "import_files").mkdir(parents=True)
    (folder / "import0_1.xml").write_text(CATALOG, encoding="utf-8")
    (folder / "import_files" / "a.jpg").write_bytes(b"a")
    (folder / "import_files" / "c.jpg").write_bytes(b"nobody names it")
    (folder / "b.pdf").write_bytes(b"no picture")
    return folder


def test_a_package_is_written_anew(shop: Path, tmp_path: Path) -> None:
    done: list[PartDone] = []
    out = tmp_path / "out"
    with open_package([shop]) as source, XmlTarget(Output(out)) as target:
        tally = anonymized(source, target, masker(), on_part=done.append)
    assert tally.records == {Kind.PRODUCT: 2}
    assert +tally.changed == {}
    assert (tally.pictures, tally.left_out) == (1, 2)
    assert [(part.relative, part.kind) for part in done] == [("import0_1.xml", PartKind.GOODS)]
    written = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert written == ["import0_1.xml", "import_files/a.jpg"]
    text = (out / "import0_1.xml").read_text(encoding="utf-8")
    assert "Кружка" in text
    assert "Пример" not in text


def test_a_part_that_breaks_off_leaves_nothing(shop: Path, tmp_path: Path) -> None:
    (shop / "import0_1.xml").write_text(CATALOG.partition("</Товары>")[0], encoding="utf-8")
    out = tmp_path / "out"
    with (
        pytest.raises(FindingsError),
        open_package([shop]) as source,
        XmlTarget(Output(out)) as target,
    ):
        anonymized(source, target, masker())
    assert not out.exists()


def test_entries_without_people_are_handed_on_as_they_are(shop: Path) -> None:
    with open_package([shop]) as source, source.parts[0].read() as reading:
        entries = list(reading)
    own = masker()
    new = [masked(entry, own) for entry in entries]
    assert [type(one) for one in new] == [type(one) for one in entries]
    for old, one in zip(entries, new, strict=True):
        assert (old is one) == isinstance(old, RecordRead)
