"""Well-formed, or almost, and far too much of one thing."""

from typing import Final

from tests.faults.hostile.stage import (
    DECLARATION,
    END,
    ROOT,
    Build,
    Hostile,
    around,
    goods,
    information,
    long_xml,
    product,
    read,
    refused,
)

MANY: Final = 10_000_000
DEEP: Final = 100_000
HUGE: Final = 100 * 1024**2
_MARK: Final = "•"


def _in(whole: str, block: str, times: int, *, before: str = "", after: str = "") -> Build:
    """`block` many times at the mark of a whole file."""
    begins, ends = around(whole, _MARK)
    return long_xml(begins + before, block, times, after + ends)


def _attributes(count: int) -> str:
    return "".join(f' a{number}="{number}"' for number in range(count))


def _prefixes(count: int) -> str:
    return "".join(f' xmlns:p{number}="urn:{number}"' for number in range(count))


_ROOT: Final = information(_MARK)
_PRODUCTS: Final = goods(_MARK)
_INSIDE: Final = product(_MARK)
_SECTION: Final = information(f"<Каталог><Ид>к</Ид>{_MARK}</Каталог>")
_CLASSIFIER: Final = information(
    f"<Классификатор><Ид>к</Ид><Наименование>К</Наименование><Группы>{_MARK}</Группы></Классификатор>"
)
_TAGGED: Final = f"{DECLARATION}<КоммерческаяИнформация{_MARK}>{END}"
_PROLOG: Final = f"{DECLARATION}{_MARK}{ROOT}{END}"
_AFTER: Final = f"{DECLARATION}{ROOT}{END}{_MARK}"

DEPTHS: Final[tuple[Hostile, ...]] = (
    refused("deep in the root", _in(_ROOT, "<a>", DEEP), "E103"),
    refused("deep in a section", _in(_SECTION, "<a>", DEEP), "E103"),
    refused("deep in a record", _in(_INSIDE, "<a>", DEEP), "E103"),
    refused("deep instead of a record", _in(_PRODUCTS, "<a>", DEEP), "E103"),
    refused("roots in roots", _in(_ROOT, ROOT, DEEP), "E103"),
    refused("records in records", _in(_PRODUCTS, "<Товар>", DEEP), "E103"),
    refused("groups in groups", _in(_CLASSIFIER, "<Группа><Ид>г</Ид><Группы>", DEEP), "E103"),
    refused(
        "tables in a description",
        _in(product(f"<Описание>{_MARK}</Описание>"), "<table><tr><td>", DEEP),
        "E103",
    ),
    refused(
        "deep enough for us only",
        _in(_INSIDE, "<a>", 100, after="</a>" * 100),
        "E103",
    ),
)

ATTRIBUTES: Final[tuple[Hostile, ...]] = (
    refused("200,000 attributes of the root", _in(_TAGGED, _attributes(200_000), 1), "E103"),
    refused(
        "200,000 attributes of a section",
        _in(information(f"<Каталог{_MARK}/>"), _attributes(200_000), 1),
        "E103",
    ),
    refused(
        "200,000 attributes of a record",
        _in(goods(f"<Товар{_MARK}><Ид>т</Ид></Товар>"), _attributes(200_000), 1),
        "E103",
    ),
    refused(
        "200,000 attributes of a field",
        _in(product(f"<Страна{_MARK}/>"), _attributes(200_000), 1),
        "E103",
    ),
    refused(
        "200,000 attributes of something unknown",
        _in(information(f"<a{_MARK}/>"), _attributes(200_000), 1),
        "E103",
    ),
    refused("200,000 prefixes of the root", _in(_TAGGED, _prefixes(200_000), 1), "E103"),
    refused(
        "100,000 prefixes of a record",
        _in(goods(f"<Товар{_MARK}><Ид>т</Ид></Товар>"), _prefixes(100_000), 1),
        "E103",
    ),
    refused(
        "a prefix more on every level",
        _in(product(_MARK), "".join(f'<a xmlns:p{n}="urn:{n}">' for n in range(DEEP)), 1),
        "E103",
    ),
    refused(
        "a root's attribute of 50 MB",
        _in(_TAGGED, "x", HUGE // 2, before=' a="', after='"'),
        "E103",
    ),
    refused(
        "a record's attribute of 50 MB",
        _in(goods(f"<Товар{_MARK}><Ид>т</Ид></Товар>"), "x", HUGE // 2, before=' a="', after='"'),
        "E103",
    ),
    refused(
        "a field's attribute of 50 MB",
        _in(product(f"<Страна{_MARK}/>"), "x", HUGE // 2, before=' a="', after='"'),
        "E103",
    ),
    refused(
        "an attribute that never ends",
        _in(f"{DECLARATION}{ROOT}<Каталог a='{_MARK}", "x ", HUGE // 2),
        "E103",
    ),
    refused(
        "an attribute of angle brackets",
        _in(goods(f'<Товар a="{_MARK}"><Ид>т</Ид></Товар>'), ">", HUGE // 2),
        "E103",
    ),
)

NUMBERS: Final[tuple[Hostile, ...]] = (
    refused("10⁷ elements in the root", _in(_ROOT, "<a/>", MANY), "E103"),
    refused("10⁷ elements in a section", _in(_SECTION, "<a/>", MANY), "E103"),
    refused("10⁷ elements among the records", _in(_PRODUCTS, "<a/>", MANY), "E103"),
    refused("10⁷ elements in a record", _in(_INSIDE, "<a/>", MANY), "E103"),
    refused("10⁷ empty fields in a record", _in(_INSIDE, "<Вес/>", MANY), "E103"),
    refused(
        "10⁷ groups of a record",
        _in(product(f"<Группы>{_MARK}</Группы>"), "<Ид>г</Ид>", MANY),
        "E103",
    ),
    refused(
        "10⁷ values of properties",
        _in(
            product(f"<ЗначенияСвойств>{_MARK}</ЗначенияСвойств>"),
            "<ЗначенияСвойства/>",
            MANY // 4,
        ),
        "E103",
    ),
    refused("10⁷ sections", _in(_ROOT, "<Каталог/>", MANY // 2), "E103"),
    refused("10⁷ containers", _in(_SECTION, "<Товары/>", MANY // 2), "E103"),
    refused("10⁷ empty records", _in(_PRODUCTS, "<Товар/>", MANY), "E103"),
    refused("10⁷ groups", _in(_CLASSIFIER, "<Группа/>", MANY // 2), "E103"),
    refused("10⁷ comments", _in(_PRODUCTS, "<!---->", MANY), "E103"),
    refused("10⁷ instructions in the prolog", _in(_PROLOG, "<?a?>", MANY), "E103"),
)

LENGTHS: Final[tuple[Hostile, ...]] = (
    refused("text of 100 MB in the root", _in(_ROOT, "x", HUGE), "E103"),
    refused("text of 100 MB in a section", _in(_SECTION, "x", HUGE), "E103"),
    refused("text of 100 MB among the records", _in(_PRODUCTS, "x", HUGE), "E103"),
    refused(
        "text of 100 MB in a record",
        _in(product(f"<Описание>{_MARK}</Описание>"), "x", HUGE),
        "E103",
    ),
    refused(
        "CDATA of 100 MB",
        _in(product(f"<Описание><![CDATA[{_MARK}]]></Описание>"), "x ", HUGE // 2),
        "E103",
    ),
    refused(
        "an id of 10 MB", _in(goods(f"<Товар><Ид>{_MARK}</Ид></Товар>"), "x", 10**7 + 1), "E103"
    ),
    refused(
        "a comment of 100 MB", _in(_INSIDE, "x ", HUGE // 2, before="<!--", after="-->"), "E103"
    ),
    refused(
        "a comment of 100 MB before the root",
        _in(_PROLOG, "x ", HUGE // 2, before="<!--", after="-->"),
        "E103",
    ),
    refused("a comment that never ends", _in(f"{_MARK}", "<!-- ", HUGE // 5), "E103"),
    refused(
        "an instruction of 100 MB", _in(_INSIDE, "x ", HUGE // 2, before="<?a ", after="?>"), "E103"
    ),
    refused(
        "a declaration of 100 MB",
        _in(f'<?xml version="1.0"{_MARK}?>{ROOT}{END}', " ", HUGE),
        "E103",
    ),
    refused("a name of 50 MB", _in(_INSIDE, "a", HUGE // 2, before="<", after="/>"), "E103"),
    refused("a root's name of 50 MB", _in(f"<{_MARK}/>", "a", HUGE // 2), "E103"),
    refused("an end tag of 50 MB", _in(product(f"<a></a{_MARK}>"), " ", HUGE // 2), "E103"),
    refused("white space of 100 MB", _in(_MARK, " \n", HUGE // 2), "E103"),
    refused("white space of 100 MB before the root", _in(_PROLOG, " \n", HUGE // 2), "E103"),
    refused("white space of 100 MB among the records", _in(_PRODUCTS, " \n", HUGE // 2), "E103"),
    refused("white space of 100 MB behind the root", _in(_AFTER, " \n", HUGE // 2), "E103"),
    refused(
        "line ends of 9 MB and a fault",
        _in(_PRODUCTS, "\n", 9_000_000, after="<Товар>&x;"),
        "E101",
    ),
    refused(
        "ampersands", _in(product(f"<Описание>{_MARK}</Описание>"), "&amp;", HUGE // 5), "E103"
    ),
)

_SHORT: Final = "<Товар><Ид>т</Ид></Товар>"
_FULL: Final = f"<a{_attributes(255)}/>"

NEARLY: Final[tuple[Hostile, ...]] = (
    refused("300,000 unknown elements in a record", _in(_INSIDE, "<a/>", 299_000), "E103"),
    refused("300,000 unknown elements in the root", _in(_ROOT, "<a/>", 299_000), "E103"),
    refused("300,000 texts in a record", _in(_INSIDE, "<a/>x", 299_000), "E103"),
    refused("300,000 fields that stand there again", _in(_INSIDE, "<Вес/>", 299_000), "E103"),
    refused("150,000 odd numbers", _in(_INSIDE, "<Вес>x</Вес>", 149_000), "E103"),
    refused(
        "150,000 odd spaces",
        _in(product(f"<Группы>{_MARK}</Группы>"), "<Ид>г </Ид>", 149_000),
        "E103",
    ),
    refused(
        "300,000 empty values of properties",
        _in(product(f"<ЗначенияСвойств>{_MARK}</ЗначенияСвойств>"), "<ЗначенияСвойства/>", 299_000),
        "E103",
    ),
    refused(
        "250,000 empty lines of a document",
        _in(
            information(f"<Документ><Ид>1</Ид><Товары>{_MARK}</Товары></Документ>"),
            "<Товар/>",
            249_000,
        ),
        "E103",
    ),
    read("300,000 attributes in one record", _in(_INSIDE, _FULL, 1_150)),
    read(
        "150,000 groups of one record",
        _in(product(f"<Группы>{_MARK}</Группы>"), "<Ид>г</Ид>", 149_000),
    ),
    read(
        "50,000 requisites of one record",
        _in(
            product(f"<ЗначенияРеквизитов>{_MARK}</ЗначенияРеквизитов>"),
            "<ЗначениеРеквизита><Наименование>н</Наименование><Значение>з</Значение>"
            "</ЗначениеРеквизита>",
            49_900,
        ),
    ),
    read("as deep as may be, 2,500 times", _in(_INSIDE, "<a>" * 58 + "</a>" * 58, 2_500)),
    read("999 sections", _in(_ROOT, "<Каталог/>", 999)),
    read("9,990 other elements", _in(_SECTION, "<a/>", 9_990)),
    read("a text as long as may be", _in(_INSIDE, f"<Описание>{'x' * 9_900_000}</Описание>", 1)),
    read("ten tags as long as may be", _in(_INSIDE, f'<a b="{"x" * 1_000_000}"/>', 10)),
    refused("9,990 empty records", _in(_PRODUCTS, "<Товар/>", 9_990), "CML103"),
    refused("20,000 times one record", _in(_PRODUCTS, _SHORT, 20_000), "CML211"),
    refused(
        "10,000 times one group",
        _in(_CLASSIFIER, "<Группа><Ид>г</Ид></Группа>", 10_000),
        "CML214",
    ),
)
"""What stays below a limit, or passes it late, must stay within bounds, too."""

SIZES: Final = DEPTHS + ATTRIBUTES + NUMBERS + LENGTHS + NEARLY
"""What is too much is told as such; what only takes up room is read in little of it."""
