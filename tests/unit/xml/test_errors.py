import pytest

from cml_sync.errors import ExitCode
from cml_sync.problems import Place
from cml_sync.xml import errors
from cml_sync.xml.errors import (
    DoubledFileError,
    EmptyFileError,
    EncodingError,
    Fault,
    Foreign,
    HostileError,
    HtmlInsteadError,
    LimitError,
    NoMarkupError,
    NotCommerceMLError,
    NotXmlError,
    Other,
    ReadError,
    TruncatedError,
)
from cml_sync.xml.limits import Limit

PLACE = Place("import.xml", 3, 7)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotXmlError(PLACE, Fault.OTHER, "why"), "E101"),
        (NotCommerceMLError(PLACE, Other.EDI, "urn:x"), "E102"),
        (LimitError(PLACE, Limit.DEPTH, 64), "E103"),
        (HostileError(PLACE), "E104"),
        (EmptyFileError(PLACE), "E105"),
        (TruncatedError(PLACE), "E106"),
        (HtmlInsteadError(PLACE), "E107"),
        (DoubledFileError(PLACE), "E108"),
        (EncodingError(PLACE, "cp1251", known=True), "E109"),
    ],
)
def test_every_error_has_its_code_place_and_exit_code(error: ReadError, code: str) -> None:
    assert error.code == code
    assert error.exit_code is ExitCode.FINDINGS
    assert str(error).startswith("import.xml:3:7: ")


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_has_a_sentence_without_a_full_stop(fault: Fault) -> None:
    assert not str(NotXmlError(PLACE, fault, "reason").message).endswith(".")


@pytest.mark.parametrize("limit", list(Limit))
def test_every_limit_has_a_sentence_that_names_the_number(limit: Limit) -> None:
    assert "4321" in str(LimitError(PLACE, limit, 4321).message)


def test_a_limit_of_the_file_is_kept_by_several_files_and_every_other_one_is_looked_at() -> None:
    of_the_file = {Limit.FILE, Limit.ELEMENTS, Limit.SECTIONS, Limit.HOLLOW}
    for limit in Limit:
        hint = str(LimitError(PLACE, limit, 4321).hint)
        assert hint.startswith("This limit is fixed")
        assert ("several files" in hint) is (limit in of_the_file)


@pytest.mark.parametrize("other", list(Other))
def test_what_is_not_commerceml_2_says_what_to_do(other: Other) -> None:
    assert NotCommerceMLError(PLACE, other, "Something").hint is not None


def test_a_zip_that_is_no_part_is_told_from_text() -> None:
    archive = NoMarkupError(PLACE, "PK", Foreign.ARCHIVE)
    words = NoMarkupError(PLACE, "success", Foreign.TEXT)
    assert archive.code == words.code == "E110"
    assert archive.hint != words.hint


def test_an_unknown_encoding_and_a_wrong_byte_are_different_sentences() -> None:
    unknown = EncodingError(PLACE, "ebcdic", known=False)
    wrong = EncodingError(PLACE, "utf-8", known=True)
    assert "not supported" in str(unknown)
    assert "does not fit" in str(wrong)


def test_tags_that_do_not_match_are_named_in_our_words() -> None:
    reason = "Opening and ending tag mismatch: Товары line 185 and Каталог"
    told = NotXmlError(PLACE, Fault.MISMATCH, reason)
    assert str(told.message) == "`<Товары>` of line 185 is closed by `</Каталог>`"
    assert told.hint is not None
    other = NotXmlError(PLACE, Fault.MISMATCH, "EndTag: '</' not found")
    assert str(other.message) == "The tags do not match: EndTag: '</' not found"


def test_codes_are_unique() -> None:
    classes = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, ReadError) and "code" in vars(value)
    ]
    assert len({one.code for one in classes}) == len(classes) == 10
