from lxml import etree

from cml_sync.problems import Place
from cml_sync.xml.reading.frames import Frame, Lines, so_far
from cml_sync.xml.reading.structure import PlaceNode
from cml_sync.xml.source.encoding import Cursor


def frame(element: etree._Element) -> Frame:
    return Frame(PlaceNode(str(element.tag)), element, Place("x.xml"))


def test_the_section_so_far_has_what_stands_before_its_first_record() -> None:
    section = etree.fromstring('<S a="1"><id>1</id><list><odd/><r/></list><late/></S>')
    container = section[1]
    copied = so_far([frame(section), frame(container)], container[1])
    assert etree.tostring(copied) == b'<S a="1"><id>1</id><list><odd/></list></S>'
    assert len(section) == 3


def test_an_empty_container_is_left_out_of_the_section_so_far() -> None:
    section = etree.fromstring("<S><id>1</id><list/></S>")
    copied = so_far([frame(section), frame(section[1])], None)
    assert etree.tostring(copied) == b"<S><id>1</id></S>"


def test_of_the_children_that_were_read_only_the_last_stays_and_it_is_empty() -> None:
    element = etree.fromstring("<L><r><a/></r><r><a/></r><r><a/></r></L>")
    one = frame(element)
    for child in list(element):
        one.forget(child)
    assert etree.tostring(element) == b"<L><r/></L>"


def test_lines_that_were_skipped_are_added_behind_the_gap_only() -> None:
    element = etree.fromstring("<a>\n<b/>\n<c/>\n</a>")
    lines = Lines()
    lines.skip(Cursor(2, 1), Cursor(1002, 1))
    lines.skip(Cursor(1002, 1), Cursor(1502, 1))
    assert [lines.of(one) for one in element.iter()] == [1, 2, 1503]
    assert lines.skipped == 1500


def test_a_line_that_libxml2_cannot_tell_is_none() -> None:
    element = etree.fromstring("<a>" + "\n" * 70_000 + "<b/></a>")
    assert Lines().of(element[0]) is None
