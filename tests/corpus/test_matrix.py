"""Every dialect into every other and back: what both can say comes back, what one cannot is told.

The real files take turns, one or two a pair; invented packages go through every pair.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from tests.corpus.real import CORPUS, well_formed
from tests.corpus.standard import FOLDER, MISSING, schema
from tests.corpus.test_convert import DOUBLED, HOME_MADE, LARGE, into
from tests.corpus.test_written_against_schema import is_demanded
from tests.property.sayable import Meaning, meaning

from cml_sync.cli.chance import seeded
from cml_sync.jobs.generate import Wanted, generate
from cml_sync.model.words import SCHEMA_VERSIONS
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.xml.dialects import DIALECTS

pytestmark = pytest.mark.corpus

NAMES = tuple(name for name in DIALECTS if name != "faithful")
PAIRS = tuple(permutations(NAMES, 2))
SMALL = 60_000
VALUE = re.compile(r"\[facet '|is not a valid value of")
GOODS = Sizes(products=6, variants=2, price_types=2, warehouses=2, groups=4, pictures=True)
ORDERS = Sizes(orders=6)


def small_files() -> list[str]:
    """Those that can be said in every dialect, and are read in no time."""
    return [name for name in well_formed(below=SMALL) if name not in {DOUBLED, *HOME_MADE}]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, Sizes], Path]:
    """A package of goods and one of orders in every dialect."""
    place = tmp_path_factory.mktemp("invented")
    made = {}
    for name in NAMES:
        for number, sizes in enumerate((GOODS, ORDERS)):
            output = place / f"{name}-{number}"
            generate(Wanted(output=output, sizes=sizes, shape=Shape(DIALECTS[name])), seeded(5))
            made[name, sizes] = output
    return made


def there_and_back(source: Path, one: str, other: str, place: Path) -> None:
    """What both dialects can say comes back; if one can say less, somebody has told."""
    before, after = place / "a", place / "c"
    into(source, one, before)
    told = into(before, other, place / "b")
    into(place / "b", one, after)
    both = [DIALECTS[one], DIALECTS[other]]
    said, again = meaning([before], both), meaning([after], both)
    assert differing(said, again) == {}
    if meaning([before], both[:1]) != said:
        assert told


def differing(said: Meaning, again: Meaning) -> dict[str, Meaning]:
    return {
        word: found for word, found in (("lost", said - again), ("made up", again - said)) if found
    }


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("sizes", [GOODS, ORDERS], ids=["goods", "orders"])
def test_an_invented_package_comes_back(
    tmp_path: Path,
    invented: dict[tuple[str, Sizes], Path],
    sizes: Sizes,
    one: str,
    other: str,
) -> None:
    there_and_back(invented[one, sizes], one, other, tmp_path)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not beside the repository")
@pytest.mark.parametrize("number", range(len(PAIRS)), ids=["-".join(pair) for pair in PAIRS])
def test_a_real_file_comes_back(tmp_path: Path, number: int) -> None:
    files = small_files()
    assert len(files) > 60
    there_and_back(CORPUS / files[number % len(files)], *PAIRS[number], tmp_path)


@cache
def valid_files() -> tuple[tuple[str, str], ...]:
    """The real files that are valid by their own schema, and its version."""
    found = []
    for name in well_formed(below=LARGE):
        data = (CORPUS / name).read_bytes()
        found += [(name, version) for version in SCHEMA_VERSIONS[1:] if is_valid(data, version)]
    return tuple(found)


def is_valid(data: bytes, version: str) -> bool:
    said = f'ВерсияСхемы="{version}"'
    head = data[:4000]
    if said.encode() not in head and said.encode("cp1251") not in head:
        return False
    return not schema(version).faults(data)


def odd_faults(folder: Path, version: str) -> Iterator[str]:
    """What is not as the schema has it, but for values and for names that it alone demands."""
    for path in sorted(folder.rglob("*.xml")):
        for fault in schema(version).faults(path.read_bytes()):
            if not VALUE.search(fault) and not is_demanded(fault):
                yield f"{path.name}: {fault}"


@pytest.mark.skipif(not FOLDER.is_dir(), reason=MISSING)
@pytest.mark.parametrize("version", SCHEMA_VERSIONS[1:])
def test_what_is_valid_stays_valid(
    tmp_path: Path, invented: dict[tuple[str, Sizes], Path], version: str
) -> None:
    sources = [CORPUS / name for name, own in valid_files() if own != version]
    sources += [path for (name, _), path in invented.items() if name in SCHEMA_VERSIONS[1:]]
    found: list[str] = []
    for number, source in enumerate(sources):
        place = tmp_path / str(number)
        into(source, version, place)
        found += [f"{source.name}: {fault}" for fault in odd_faults(place, version)]
    assert found == []
    assert len(sources) > 12
