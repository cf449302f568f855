"""`cml-sync diff` of packages in which the reader had to mend or drop something."""

from pathlib import Path

import pytest
from tests.cli.commandline import CommandLine

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.10">
<Каталог СодержитТолькоИзменения="{changes}"><Ид>k</Ид><Товары>
"""
END = "</Товары></Каталог></КоммерческаяИнформация>"
CLEAN = "<Товар><Ид>1</Ид><Наименование>Чайник</Наименование><ЗначенияСвойств/></Товар>\n"
STRAY = CLEAN.replace("<ЗначенияСвойств/>", "<ЗначенияСвойств>stray</ЗначенияСвойств>")
OTHER = "<Товар><Ид>2</Ид><Наименование>Кружка</Наименование></Товар>\n"
UNKNOWN = "<Товар><Ид>2</Ид><Наименование>Кружка</Наименование><Слаг>x</Слаг></Товар>\n"
ONCE = "1 thing was repaired in {} while reading; `cml-sync validate` names it\n"


def write(folder: Path, name: str, *products: str, changes: str = "false") -> str:
    words = HEAD.format(changes=changes) + "".join(products) + END
    (folder / name).write_text(words, encoding="utf-8")
    return name


IN_ONE = "no differences; 1 thing was repaired in {} while reading: `cml-sync validate` names it"
IN_BOTH = (
    "no differences; 2 things were repaired in OLD + NEW while reading: "
    "`cml-sync validate` names them"
)


@pytest.mark.parametrize(
    ("old", "new", "said", "counts"),
    [
        (STRAY, CLEAN, IN_ONE.format("OLD"), (1, 0)),
        (CLEAN, STRAY, IN_ONE.format("NEW"), (0, 1)),
        (STRAY, STRAY.replace("stray", "other"), IN_BOTH, (1, 1)),
    ],
)
def test_what_was_dropped_is_not_told_as_plainly_equal(
    cml_sync: CommandLine, old: str, new: str, said: str, counts: tuple[int, int]
) -> None:
    pair = write(cml_sync.folder, "old.xml", old), write(cml_sync.folder, "new.xml", new)
    ran = cml_sync("diff", *pair)
    assert (ran.code, ran.out, ran.err) == (0, "", f"{said}\n")
    assert f"**{said}**" in cml_sync("diff", *pair, "--format", "markdown").out
    data = cml_sync("diff", *pair, "--output", "json").json()
    assert (data["old_repaired"], data["new_repaired"], data["equal"]) == (*counts, 2)


def test_beside_differences_each_package_says_what_was_repaired(cml_sync: CommandLine) -> None:
    """The broken product is the same bytes in both: it is read once, and counts in both."""
    old = write(cml_sync.folder, "old.xml", CLEAN.replace(">1<", ">0<"), STRAY)
    new = write(cml_sync.folder, "new.xml", CLEAN.replace(">1<", ">0<"), STRAY, OTHER)
    ran = cml_sync("diff", old, new)
    assert ran.code == 1
    assert ran.err == (
        ONCE.format("OLD") + ONCE.format("NEW") + "1 added, 0 removed, 0 changed, 3 equal\n"
    )


def test_what_is_kept_as_it_is_was_not_repaired(cml_sync: CommandLine) -> None:
    old = write(cml_sync.folder, "old.xml", UNKNOWN)
    new = write(cml_sync.folder, "new.xml", UNKNOWN, "\n")
    ran = cml_sync("diff", old, new)
    assert (ran.code, ran.err) == (0, "no differences, 2 records compared\n")


def test_a_full_set_is_not_laid_over_another(cml_sync: CommandLine) -> None:
    old = write(cml_sync.folder, "old.xml", CLEAN)
    full = write(cml_sync.folder, "full.xml", OTHER)
    ran = cml_sync("diff", "--apply-changes", old, full)
    assert (ran.code, ran.out) == (2, "")
    said = "This part says that it is a full set, not changes to one [E113]"
    assert ran.err.startswith(f"error[E218]: full.xml:3:1: nothing was compared: {said}\n")
    assert cml_sync("diff", old, full).code == 1
    changes = write(cml_sync.folder, "changes.xml", OTHER, changes="true")
    ran = cml_sync("diff", "--apply-changes", old, changes)
    assert (ran.code, ran.err) == (1, "1 added, 0 removed, 0 changed, 1 equal\n")


def test_one_record_that_is_not_shown_is_told_as_one(cml_sync: CommandLine) -> None:
    old = write(cml_sync.folder, "old.xml", CLEAN)
    new = write(cml_sync.folder, "new.xml", CLEAN, OTHER, OTHER.replace(">2<", ">3<"))
    for form in ("text", "markdown", "html"):
        ran = cml_sync("diff", old, new, "--format", form, "--max", "1")
        assert "… and 1 more record that differs" in ran.out
