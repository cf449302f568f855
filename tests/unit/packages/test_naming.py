import pytest

from cml_sync.packages.errors import NameFault, UnsafeNameError
from cml_sync.packages.naming import (
    TAKEN_UPLOADS,
    NameHint,
    fold,
    natural_key,
    read_hint,
    safe_name,
)

GUID = "1f0e2d3c-4b5a-4978-8695-a4b3c2d1e0f9"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("import0_1.xml", NameHint("import", 0, 1)),
        ("webdata/Offers1_12.XML", NameHint("offers", 1, 12)),
        ("import.xml", NameHint("import")),
        (f"goods_1_2_{GUID}.xml", NameHint("goods", None, 2, GUID)),
        (f"prices_1_{GUID}.xml", NameHint("prices", None, 1, GUID)),
        (f"propertiesOffers_1_3_{GUID}.xml", NameHint("propertiesoffers", None, 3, GUID)),
        (f"import___{GUID.upper()}.xml", NameHint("import", None, None, GUID)),
        (f"orders-{GUID}_7.xml", NameHint("orders", None, 7, GUID)),
        ("price list.xml", NameHint()),
        ("", NameHint()),
    ],
)
def test_a_name_hints_at_catalogue_portion_and_session(name: str, hint: NameHint) -> None:
    assert read_hint(name) == hint


def test_names_sort_as_people_count() -> None:
    names = ["import0_10.xml", "import0_2.xml", "import0_1.xml", "goods/1/a.xml", "import.xml"]
    assert sorted(names, key=natural_key) == [
        "goods/1/a.xml",
        "import0_1.xml",
        "import0_2.xml",
        "import0_10.xml",
        "import.xml",
    ]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("import0_1.xml", "import0_1.xml"),
        (f"offers___{GUID}.xml", f"offers___{GUID}.xml"),
        ("import_files/66/6666_01.jpg", "import_files/66/6666_01.jpg"),
        ("import_files\\66\\6666_01.JPG", "import_files/66/6666_01.JPG"),
        ("webdata/import0_1.xml", "import0_1.xml"),
        (
            "webdata/000000003/goods/1/import_files/03/a_b.jpg",
            "goods/1/import_files/03/a_b.jpg",
        ),
        ("import_files/tmp/webdata/1/2/import_files/ab/a.png", "import_files/ab/a.png"),
        ("./rests.xml", "rests.xml"),
        ("v8_1A2B_3c.zip", "v8_1A2B_3c.zip"),
        ("Паспорт изделия №5 (копия).pdf", "Паспорт изделия №5 (копия).pdf"),
        ("каи\u0306ма.png", "кайма.png"),
    ],
)
def test_names_that_1c_really_gives_are_taken(name: str, safe: str) -> None:
    assert safe_name(name, taken=TAKEN_UPLOADS) == safe


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", NameFault.EMPTY),
        ("   ", NameFault.EMPTY),
        ("import_files//1.jpg", NameFault.EMPTY),
        ("/etc/passwd.xml", NameFault.ABSOLUTE),
        ("\\\\server\\share\\1.xml", NameFault.ABSOLUTE),
        ("C:\\web\\1.xml", NameFault.DRIVE),
        ("c:1.xml", NameFault.DRIVE),
        ("../1.xml", NameFault.PARENT),
        ("import_files/../../1.xml", NameFault.PARENT),
        ("..\\..\\1.xml", NameFault.PARENT),
        ("webdata/../1.xml", NameFault.PARENT),
        ("import_files/tmp/webdata/1/1/import_files/../../1.jpg", NameFault.PARENT),
        (".htaccess", NameFault.HIDDEN),
        ("import_files/.git/1.xml", NameFault.HIDDEN),
        ("./", NameFault.EMPTY),
        ("1.xml\0.jpg", NameFault.CONTROL),
        ("1\n.xml", NameFault.CONTROL),
        ("gpj.\u202elmx.xml", NameFault.CONTROL),
        ("a\u00a0b.xml", NameFault.CONTROL),
        ("NUL.xml", NameFault.RESERVED),
        ("import_files/com1.jpg", NameFault.RESERVED),
        ("aux/1.xml", NameFault.RESERVED),
        ("1.xml.", NameFault.ENDING),
        ("a /1.xml", NameFault.ENDING),
        (" 1.xml", NameFault.ENDING),
        ("a/b/c/d/e/1.xml", NameFault.DEPTH),
        ("1.xml:stream.jpg", NameFault.CHARACTER),
        ("%2e%2e/1.xml", NameFault.CHARACTER),
        ("~root/1.xml", NameFault.CHARACTER),
        ("a|b.xml", NameFault.CHARACTER),
        (f"{'ж' * 120}.xml", NameFault.LENGTH),
        ("shell.php", NameFault.EXTENSION),
        ("1.jpg.phtml", NameFault.EXTENSION),
        ("xml", NameFault.EXTENSION),
        ("archive.zip", NameFault.EXTENSION),
    ],
)
def test_names_that_lead_outside_hide_or_surprise_are_refused(name: str, fault: NameFault) -> None:
    with pytest.raises(UnsafeNameError) as caught:
        safe_name(name)
    assert caught.value.fault is fault
    assert caught.value.code == "E130"
    assert str(caught.value).isprintable()


def test_a_refusal_quotes_the_name_without_its_invisible_characters() -> None:
    with pytest.raises(UnsafeNameError) as caught:
        safe_name("1\x1b[31m.xml")
    assert str(caught.value) == (
        r"The file name '1\x1b[31m.xml' is refused: it holds invisible characters"
    )


def test_names_that_some_disk_takes_for_one_are_folded_into_one() -> None:
    assert fold("Кайма.JPG") == fold("каи\u0306ма.jpg")
    assert fold("a.jpg") != fold("b.jpg")
