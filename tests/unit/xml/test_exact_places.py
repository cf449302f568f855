"""Line and column, to the character: whatever the encoding, the line ends and the way of reading.

A mark in front of each tag or attribute says what is expected there; the places are counted in the
text by themselves.
"""

import io
import re
from dataclasses import replace

import pytest

from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import RecordRead, SectionClosed
from cml_sync.xml.errors import EncodingError, ReadError
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.part import PartReader, open_part

MARK = re.compile("⟦(.*?)⟧")
LINE_END = re.compile("\r\n|\r|\n")
WAYS = {"fast": Limits(), "cut often": Limits(chunk_bytes=300), "slow": Limits(chunk_bytes=0)}
ENCODINGS = ("utf-8", "utf-8-sig", "windows-1251", "utf-16", "koi8-r", "UTF-8 by its bytes")
LINE_ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}

FILE = """<?xml version="1.0" encoding="*"?>
<!-- <Товар> -->
<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07"
  ⟦when⟧ДатаФормирования="2024-01-02 3:04:05">
 <Классификатор>	⟦id⟧<Ид> к </Ид></Классификатор>
 <Каталог>
  ⟦first unknown⟧<Слаг>один</Слаг> <Ид>к</Ид>
  <Товары>
	<Товар><Ид>т0</Ид></Товар>
	⟦т1⟧<Товар ⟦status⟧Статус=" Новый"
     другое='a>b'>
      <Ид>т1</Ид><!-- <Вес>9</Вес>
      -->⟦weight⟧<Вес>1,5</Вес>
      <Описание><![CDATA[<Вес>
]]></Описание>	<Наименование>Ведро — 5 л</Наименование>
      <БазоваяЕдиница⟦code⟧ Код="796 "
       НаименованиеПолное="Штука">шт</БазоваяЕдиница>
      <ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>а</Наименование></ЗначениеРеквизита>
       ⟦second⟧<ЗначениеРеквизита
        ><Наименование>б</Наименование>⟦value⟧<Значение>в</Значение></ЗначениеРеквизита>
      </ЗначенияРеквизитов>
    </Товар>	⟦т2⟧<Товар><Ид>т2</Ид>⟦deleted⟧<ПометкаУдаления>да</ПометкаУдаления></Товар>
    <Товар><Ид>т3</Ид></Товар>⟦stray⟧между
    <Товар><Ид>т4</Ид></Товар>
  </Товары>
  <Прочее><а/></Прочее> ⟦late⟧<Описание>а</Описание><!-- <б> -->
  ⟦again⟧<Описание>б</Описание>
 </Каталог>
 ⟦last unknown⟧<Итог/>
</КоммерческаяИнформация>
"""


def marked(text: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its marks, and where each stood."""
    places: dict[str, tuple[int, int]] = {}
    plain = ""
    for piece, name in zip(*[iter([*MARK.split(text), ""])] * 2, strict=True):
        plain += piece
        space = name == "code"  # the name of the attribute stands behind a space
        lines = LINE_END.split(plain)
        if name:
            places[name] = len(lines), len(lines[-1]) + 1 + space
    return plain, places


def file(encoding: str, line_end: str) -> tuple[bytes, dict[str, tuple[int, int]]]:
    text = FILE.replace("\n", line_end)
    if encoding == "koi8-r":
        text = text.replace("—", "-")
    plain, places = marked(text)
    if encoding == "UTF-8 by its bytes":
        return plain.replace('"*"', '"windows-1251"').encode(), places
    return plain.replace('"*"', f'"{encoding.removesuffix("-sig")}"').encode(encoding), places


def read(data: bytes, limits: Limits) -> tuple[PartReader, dict[str, RecordRead], list[Problem]]:
    part = open_part(io.BytesIO(data), "x.xml", limits=limits)
    records: dict[str, RecordRead] = {}
    problems: list[Problem] = []
    for entry in part:
        if isinstance(entry, RecordRead):
            records[entry.place.record_id or ""] = entry
        if isinstance(entry, RecordRead | SectionClosed):
            problems += entry.problems
    return part, records, [*problems, *part.problems]


def spot(place: Place | None) -> tuple[int | None, int | None]:
    return (place.line, place.column) if place else (None, None)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_everything_stands_where_it_stands(encoding: str, line_end: str, way: str) -> None:
    data, places = file(encoding, LINE_ENDS[line_end])
    _, records, problems = read(data, WAYS[way])
    told = {
        (problem.code, problem.place.path.rpartition("/")[2]): spot(problem.place)
        for problem in problems
    }
    expected = {
        ("CML764", "@ДатаФормирования"): places["when"],
        ("CML761", "Ид"): places["id"],
        ("CML761", "@Статус"): places["status"],
        ("CML762", "Вес"): places["weight"],
        ("CML761", "@Код"): places["code"],
        ("CML763", "ПометкаУдаления"): places["deleted"],
        ("CML165", "Товары"): places["stray"],
        ("CML164", "Описание[2]"): places["again"],
        ("CML167", "Слаг"): places["first unknown"],
        ("CML167", "Итог"): places["last unknown"],
    }
    if encoding == "UTF-8 by its bytes":
        expected["CML160", ""] = (1, 21)
    told.pop(("CML167", "Прочее"))
    assert told == expected
    first = records["т1"].spot
    for at, mark in (
        ("", "т1"),
        ("Вес", "weight"),
        ("@Статус", "status"),
        ("БазоваяЕдиница/@Код", "code"),
        ("ЗначенияРеквизитов/ЗначениеРеквизита[2]", "second"),
        ("ЗначенияРеквизитов/ЗначениеРеквизита[2]/Значение", "value"),
        ("ЗначенияРеквизитов/ЗначениеРеквизита[2]/Прочее", "second"),
    ):
        assert spot(first.place(at)) == places[mark], at
    assert records["т1"].place.line == places["т1"][0]
    second = records["т2"]
    assert (second.place.line, spot(second.spot.place(""))) == (places["т2"][0], places["т2"])


# what is refused, or was repaired, at a mark that stands anywhere

BROKEN = {
    "an end tag that does not fit": "⟦!⟧</Веc>",
    "an entity that nobody knows": "ж ⟦!⟧&vedro; ж",
    "a sign that begins no tag": "5 ⟦!⟧< 7",
    "an attribute twice": "<а б='1'\n ⟦!⟧б='2'/>",
    "an attribute without a value": "<а ⟦!⟧б/>",
    "a tag in a value": "<а б='⟦!⟧<'/>",
    "a prefix that was not declared": "⟦!⟧<х:а/>",
    "an attribute with such a prefix": "<а ⟦!⟧х:б=''/>",
    "two dashes in a comment": "<!-- а ⟦!⟧-- б -->",
    "an end of CDATA": "а⟦!⟧]]>б",
    "a declaration": "⟦!⟧<?xml version='1.0'?>",
    "a name that begins with a digit": "<а>⟦!⟧<1/></а>",
}
REPAIRED = {
    "a control character": ("ж ⟦!⟧\x0b ж", "CML767"),
    "a reference to one": ("ж\n⟦!⟧&#11; ж", "CML767"),
    "an entity of HTML": ("ж⟦!⟧&nbsp;ж", "CML768"),
    "a bare sign &": ("Рога\t⟦!⟧& Копыта", "CML769"),
}
AROUND = (
    '<?xml version="1.0" encoding="*"?>\n<КоммерческаяИнформация>\n<Каталог><Товары>\n'
    + "<Товар><Ид>Ж</Ид></Товар> " * 40
    + "\n<Товар>\n\t<Ид>т1</Ид><Описание>{}</Описание></Товар>"
    + "<Товар><Ид>Ж</Ид></Товар>\n" * 40
    + "</Товары></Каталог></КоммерческаяИнформация>"
)


def around(what: str, encoding: str, line_end: str) -> tuple[bytes, tuple[int, int]]:
    plain, places = marked(AROUND.format(what).replace("\n", LINE_ENDS[line_end]))
    return plain.replace("*", encoding).encode(encoding), places["!"]


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
@pytest.mark.parametrize("what", BROKEN)
def test_an_error_stands_at_the_first_thing_that_is_wrong(
    what: str, encoding: str, line_end: str
) -> None:
    data, place = around(BROKEN[what], encoding, line_end)
    for limits in WAYS.values():
        with pytest.raises(ReadError) as caught:
            read(data, limits)
        assert spot(caught.value.place) == place


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
@pytest.mark.parametrize("what", REPAIRED)
def test_a_repair_stands_at_its_character(what: str, encoding: str, line_end: str) -> None:
    text, code = REPAIRED[what]
    data, place = around(text, encoding, line_end)
    for limits in WAYS.values():
        _, records, (problem,) = read(data, limits)
        assert (problem.code, spot(problem.place)) == (code, place)
        assert problem.place.path.endswith("/Товар[41]/Описание")
        assert problem.place.record_id == "т1"
        assert records["т1"].problems == (problem,)


@pytest.mark.parametrize("way", WAYS)
def test_bytes_of_another_encoding_in_the_middle_stand_where_they_begin(way: str) -> None:
    text = AROUND.format("Ведро ⟦!⟧*").replace("*", "UTF-8", 1)
    plain, places = marked(text)
    data = plain.encode().replace(b"*", "Ведро".encode("cp1251"))
    with pytest.raises(EncodingError) as caught:
        read(data, WAYS[way])
    assert spot(caught.value.place) == places["!"]


def test_every_way_reads_the_same() -> None:
    data, _ = file("windows-1251", "\r\n")
    fast, *others = [read(data, limits) for limits in WAYS.values()]
    for part, records, problems in others:
        assert [replace(entry, origin=None) for entry in records.values()] == [
            replace(entry, origin=None) for entry in fast[1].values()
        ]
        assert problems == fast[2]
        assert part.information == fast[0].information


def test_findings_about_the_whole_part_stand_at_their_attribute_or_declaration() -> None:
    plain, places = marked(
        '<?xml version="1.0"\n  ⟦lie⟧encoding="UTF-8"?>⟦second⟧<?xml version="1.0"?>\n'
        '<!-- Ж --> <КоммерческаяИнформация\n ВерсияСхемы="2.07" ⟦space⟧xmlns="urn:x"/>'
    )
    part = open_part(io.BytesIO(plain.encode("windows-1251")), "x.xml")
    assert list(part) == []
    assert {problem.code: spot(problem.place) for problem in part.problems} == {
        "CML160": places["lie"],
        "CML162": places["second"],
        "CML766": places["space"],
    }
