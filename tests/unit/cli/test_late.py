import sys
from collections.abc import Iterator

import pytest

from cml_sync.cli.late import LateModule, put_off

NAME = "xml.dom.pulldom"  # of the standard library, and wanted by nobody here


@pytest.fixture
def absent() -> Iterator[None]:
    import xml.dom as package  # noqa: PLC0415 - is put right afterwards

    before = sys.modules.pop(NAME, None)
    yield
    sys.modules.pop(NAME, None)
    if before is not None:
        sys.modules[NAME] = before
        setattr(package, "pulldom", before)  # noqa: B010 - typed stubs know no such attribute


@pytest.mark.usefixtures("absent")
def test_importing_a_function_loads_nothing_and_calling_it_does() -> None:
    put_off(NAME, "parseString")
    from xml.dom.pulldom import parseString  # noqa: PLC0415 - that is what is tried

    assert isinstance(sys.modules[NAME], LateModule)
    events = parseString("<a/>")  # noqa: S319 - our own text
    assert [kind for kind, _ in events] == ["START_DOCUMENT", "START_ELEMENT", "END_ELEMENT"]
    assert not isinstance(sys.modules[NAME], LateModule)


@pytest.mark.usefixtures("absent")
def test_anything_else_of_it_loads_it() -> None:
    put_off(NAME, "parseString")
    import xml.dom.pulldom  # noqa: PLC0415 - that is what is tried

    assert xml.dom.pulldom.START_ELEMENT == "START_ELEMENT"
    assert not isinstance(sys.modules[NAME], LateModule)
    with pytest.raises(AttributeError):
        xml.dom.pulldom.nothing  # type: ignore[attr-defined] # noqa: B018 - it is not there


def test_a_module_in_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "this", raising=False)
    put_off("this")
    late = sys.modules["this"]
    assert isinstance(late, LateModule)
    monkeypatch.delitem(sys.modules, "this")


def test_what_is_there_already_stays() -> None:
    before = sys.modules["sys"]
    put_off("sys", "exit")
    assert sys.modules["sys"] is before


def test_a_late_module_has_no_path_of_its_own() -> None:
    with pytest.raises(AttributeError):
        LateModule(NAME, frozenset()).__path__  # noqa: B018 - the import statement asks so
