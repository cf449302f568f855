from cml_sync.site.errors import NotWholeError, UnknownFileError, UnknownModeError


def test_what_the_caller_wrote_is_shown_without_control_characters() -> None:
    assert str(UnknownModeError("catalog", "no\nsuch").message) == (
        r"unknown type/mode `catalog`/'no\nsuch'"
    )
    assert "\n" not in str(UnknownFileError("a\nb.xml").message)
    assert len(str(UnknownModeError("x" * 10_000, "").message)) < 300


def test_how_many_bytes_are_missing_is_said() -> None:
    assert str(NotWholeError("a.xml", 10, 4).message) == (
        "of a.xml 4 bytes came instead of 10; they were taken back"
    )
