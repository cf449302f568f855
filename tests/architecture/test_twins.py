"""Every module that does something has a test module of the same name.

The floors that talk to the world are tried as a whole instead: `cli` by the real program
(`tests/cli`), `store` and `transports` by one suite for all of a kind (`tests/contract`), `site` by
clients that speak to it, `config` by whole files. Errors are held together by `test_errors`.
"""

from pathlib import Path
from typing import Final

import pytest
from tests.architecture.tree import REPOSITORY, SOURCE, functions, sources

FLOORS: Final = ("checks", "jobs", "model", "packages", "xml")
"""With the modules beside them."""

EXCEPTIONS: Final = {
    "errors.py": "tests/architecture/test_errors.py holds all errors to it",
    "jobs/context.py": "what every job is handed; tests/unit/jobs/world.py makes one",
    "packages/forms/form.py": "protocols, which do nothing",
    "xml/writing/sections.py": "the sections of a part, written by tests/unit/xml/test_writer.py",
    "xml/writing/unwritable.py": "errors; each is raised in tests/unit/xml/test_writer.py",
}


def _named(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _does_something(path: Path) -> bool:
    own = path.parent != SOURCE or not path.name.startswith("__")
    errors = path.name == "errors.py" or path.name.endswith("_errors.py")
    return own and path.name != "__init__.py" and not errors and any(functions(path))


def _twin(name: str) -> Path:
    folder, _, file = name.rpartition("/")
    return REPOSITORY / "tests/unit" / folder / f"test_{file}"


MODULES: Final = [
    name
    for path in sources()
    if (name := _named(path)).partition("/")[0] in FLOORS or "/" not in name
    if _does_something(path) and name not in EXCEPTIONS
]


def test_the_list_is_not_empty_and_names_modules_that_do_something() -> None:
    assert "packages/scratch.py" in MODULES
    assert "packages/errors.py" not in MODULES
    assert len(MODULES) > 200


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_its_twin(name: str) -> None:
    assert _twin(name).is_file(), f"{_twin(name)} is missing"


@pytest.mark.parametrize("name", sorted(EXCEPTIONS))
def test_an_exception_is_one(name: str) -> None:
    assert (SOURCE / name).is_file()
    assert not _twin(name).exists()
