"""No personal value of any document is left in what is anonymised, and nothing else has changed."""

import io
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.property.elements import elements
from tests.property.leaks import PERSONAL, folded, personal, said

from cml_sync.model.documents import Container, Document, DocumentLine
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import Catalog, Product, PropertyValue
from cml_sync.model.information import CommercialInformation
from cml_sync.model.parties import Counterparty
from cml_sync.model.requisites import Requisite
from cml_sync.packages.anonymize.keyed import Keyed
from cml_sync.packages.anonymize.masker import Masker, Wanted
from cml_sync.xml.dialects import FAITHFUL
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.reader import open_part
from cml_sync.xml.writer import PartWriter, write_whole

E = TypeVar("E", bound=Element)

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
CYRILLIC = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяё", min_size=4, max_size=14)
LATIN = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=14)
OTHERS = st.text("äöüßéñçłđαβγδאבגদখ李王カナ½²", min_size=4, max_size=10)
DIGITS = st.text("0123456789", min_size=7, max_size=20)
WORDS = st.one_of(
    CYRILLIC,
    CYRILLIC.map(str.title),
    CYRILLIC.map(str.upper),
    LATIN.map(str.title),
    OTHERS,
    st.builds("{} {} {}".format, CYRILLIC.map(str.title), CYRILLIC, LATIN),
    st.builds("{}-{}, «{}»".format, CYRILLIC, CYRILLIC, OTHERS),
)
CONTACTS = st.one_of(
    st.builds("{}.{}@{}.ru".format, LATIN, LATIN, LATIN),
    st.builds(
        "+7 {} {}-{}".format, *(st.text("123456789", min_size=n, max_size=n) for n in (3, 3, 4))
    ),
    DIGITS.map("8{}".format),
)
SECRETS = st.one_of(WORDS, CONTACTS, DIGITS)


@st.composite
def planted(draw: st.DrawFn, records: st.SearchStrategy[E]) -> tuple[E, list[str]]:
    """A record with personal values wherever any may stand, and these values."""
    record = draw(records)
    before = folded(written([record]).decode())

    def secret() -> str:
        value = draw(SECRETS)
        looked_for = said(value)
        assume(looked_for is not None and looked_for not in before)
        return value

    grown = _planted(record, secret)
    found = [*personal(grown), *_others(grown)]
    return grown, [value for value in found if said(value) is not None]


def _planted(element: E, secret: Callable[[], str]) -> E:
    """`element` with every personal text in it replaced by a secret, and with unknown ones."""
    update: dict[str, Any] = {}
    for model, names in PERSONAL.items():
        if isinstance(element, model):
            for name in names.split():
                value = getattr(element, name)
                if isinstance(value, tuple):
                    update[name] = tuple(secret() for _ in value)
                elif value:
                    update[name] = secret()
    if isinstance(element, Counterparty):
        update["id"] = f"12#{secret()}#{secret()}"
        update["unknown_attributes"] = (("Источник", secret()),)
        update["unknown"] = (Unknown(xml=f'<Новое а="{secret()}"><в>{secret()}</в></Новое>'),)
    elif isinstance(element, Requisite):
        update |= {"name": "Получатель", "values": (secret(),)}
    return element.model_copy(update=_below(element, secret) | update)


def _below(element: Element, secret: Callable[[], str]) -> dict[str, Any]:
    """What is in `element`, with secrets."""
    found: dict[str, Any] = {}
    for name, value in element.__dict__.items():
        if isinstance(value, Element):
            found[name] = _planted(value, secret)
        elif isinstance(value, tuple) and value and isinstance(value[0], Element):
            found[name] = tuple(_planted(one, secret) for one in value)
    return found


def _others(element: Element) -> list[str]:
    """The secrets outside the fields: in ids, unknown elements and attributes, requisites."""
    found: list[str] = []
    if isinstance(element, Counterparty):
        found += (element.id or "").split("#")[1:]
        found += (value for _, value in element.unknown_attributes)
        for unknown in element.unknown:
            head, _, tail = unknown.xml.partition('">')
            found += (head.partition('"')[2], tail[3:].partition("<")[0])
    elif isinstance(element, Requisite):
        found += element.values
    for value in element.__dict__.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Element):
                found += _others(one)
    return found


def written(records: Sequence[Element]) -> bytes:
    """The records as a part."""
    file = io.BytesIO()
    with PartWriter(file, FAITHFUL, CommercialInformation()) as writer:
        for record in records:
            writer.record(record)
    return file.getvalue()


def form(value: object) -> object:
    """What of a record stays: fields that are set, how many of each, numbers, flags, lengths."""
    if isinstance(value, Element):
        fields = {name: form(getattr(value, name)) for name in sorted(value.model_fields_set)}
        return (type(value).__name__, fields)
    if isinstance(value, Unknown):
        return value.at, re.findall(r"<[^\s>]+", value.xml)
    if isinstance(value, tuple):
        return tuple(map(form, value))
    if isinstance(value, str):
        return value == ""
    return type(value) if isinstance(value, date) else value


RECORDS = st.one_of(elements(Document), elements(Container), elements(Counterparty))


@SLOW
@given(planted(RECORDS), st.binary(min_size=16, max_size=32))
def test_no_personal_value_is_left(case: tuple[Element, list[str]], key: bytes) -> None:
    record, secrets = case
    masked = Masker(Keyed(key), Wanted()).element(record)
    output = folded(written([masked]).decode())
    assert [value for value in secrets if (said(value) or "") in output] == []


@SLOW
@given(planted(RECORDS))
def test_everything_else_stays_and_the_same_becomes_the_same(
    case: tuple[Element, list[str]],
) -> None:
    record, secrets = case
    masker = Masker(Keyed(b"one key for both"), Wanted())
    masked = masker.element(record)
    assert form(masked) == form(record)
    assert masked == Masker(Keyed(b"one key for both"), Wanted()).element(record)
    assert not secrets or masker.replaced > 0


@SLOW
@given(RECORDS)
def test_what_is_anonymised_can_be_read_again(record: Element) -> None:
    masked = Masker(Keyed(b"one key for both"), Wanted(goods=True)).element(record)
    entries = list(open_part(io.BytesIO(written([masked])), "part.xml"))
    assert [type(entry.record) for entry in entries if isinstance(entry, RecordRead)] == [
        type(record)
    ]


SURNAMES = st.builds(
    "{}{}".format,
    st.text("бвгдзклмнпрст", min_size=1, max_size=1).flatmap(
        lambda first: st.text("абвгдежзиклмнопрстуф", min_size=2, max_size=8).map(
            lambda rest: first + rest + "р"
        )
    ),
    st.sampled_from(["ов", "ев", "ин", "ский", "ова", "ева", "ина", "ская"]),
)
OF_MEN = {"ов": ("а", "у", "ым", "е", "ы", "ых"), "ский": ("ского", "скому", "ским", "ском")}
OF_WOMEN = {"ова": ("ой", "у", "ы", "ых"), "ская": ("ской", "скую")}


def inflected(surname: str) -> list[str]:
    """A surname in other cases."""
    if surname.endswith(("ов", "ев", "ин")):
        return [surname + ending for ending in OF_MEN["ов"]]
    stem, forms = (
        (surname[:-4], OF_MEN["ский"])
        if surname.endswith("ский")
        else (surname[:-4], OF_WOMEN["ская"])
        if surname.endswith("ская")
        else (surname[:-1], OF_WOMEN["ова"])
    )
    return [stem + ending for ending in forms]


LIKE_A_CASE = st.sampled_from(
    (
        *("максим", "вадим", "артём", "ефим", "рустам", "ибрагим", "адам", "абрам", "трофим"),
        *("аким", "пахом", "ислам", "карим", "клим", "серафим", "монах", "хаким", "наум"),
    )
)
OF_NAMES = st.sampled_from(["", "а", "у", "ом", "е"])


@SLOW
@given(LIKE_A_CASE, OF_NAMES, OF_NAMES, st.sampled_from([str.title, str.upper, str.lower]))
def test_names_that_end_like_a_case_are_found_from_any_case(
    name: str, called: str, met: str, spelt: Callable[[str], str]
) -> None:
    party = Counterparty(name=(name + called).title(), first_name=(name + called).title())
    line = DocumentLine(id="1", name=f"Кружка для {spelt(name + met)}, 250 мл")
    order = Document(id="1", counterparties=(party,), lines=(line,))
    (new,) = Masker(Keyed(b"one key for both"), Wanted()).element(order).lines
    left = folded(new.name or "")
    assert folded(name) not in left
    assert left.startswith("кружка для ")
    assert left.endswith(", 250 мл")


HARMLESS = st.sampled_from(["Статус заказа", "Метод оплаты", "Способ доставки", "Склад"])


@SLOW
@given(SURNAMES, HARMLESS, st.sampled_from([str.title, str.upper, str.lower]), st.booleans())
def test_no_case_of_a_name_is_left_in_harmless_requisites(
    surname: str,
    name: str,
    spelt: Callable[[str], str],
    before: bool,
) -> None:
    masker = Masker(Keyed(b"one key for both"), Wanted())
    party = Counterparty(name=f"{surname.title()} Зоя", last_name=surname.title())
    for form in inflected(surname):
        requisites = (
            Requisite(name=name, values=(f"Ждём {spelt(form)}",)),
            Requisite(name=f"Подпись {spelt(form)}", values=("да",)),
        )
        if before:
            masker.element(party)
        order = Document(id="1", counterparties=() if before else (party,), requisites=requisites)
        output = folded(written([masker.element(order)]).decode())
        assert form not in output
        assert folded(name) in output
        assert "ждём " in output
        assert "подпись " in output


@SLOW
@given(elements(Product), st.lists(WORDS, min_size=5, max_size=5))
def test_with_the_goods_no_name_of_theirs_is_left(product: Product, words: list[str]) -> None:
    before = folded(written_goods(product).decode())
    assume(not any(said(word) is None or (said(word) or "") in before for word in words))
    name, description, brand, value, other = words
    named = product.model_copy(
        update={
            "name": name,
            "description": description,
            "brand": brand,
            "property_values": (PropertyValue(id="1", values=(value,)),),
            "requisites": (Requisite(name="Автор", values=(other,)),),
        }
    )
    masked = Masker(Keyed(b"one key for both"), Wanted(goods=True)).element(named)
    output = folded(written_goods(masked).decode())
    assert [word for word in words if (said(word) or "") in output] == []
    assert form(masked) == form(named)
    assert Masker(Keyed(b"one key for both"), Wanted()).element(named).name == name


def written_goods(product: Product) -> bytes:
    """The product in a catalogue."""
    file = io.BytesIO()
    catalog = Catalog(id="1", products=(product,))
    write_whole(file, CommercialInformation(catalogs=(catalog,)), FAITHFUL)
    return file.getvalue()
