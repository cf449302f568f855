"""What other programs call: ``from cml_sync import open_package``.

The names that `__all__` lists are public: they keep their meaning, and fields and arguments are
only ever added. Everything else in this package may change with any version.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple, Self, TypeAlias, TypeVar

from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.errors import CmlSyncError, FindingsError
from cml_sync.jobs.validate import ValidationReport
from cml_sync.jobs.validate import validate as _validate
from cml_sync.model.classifier import (
    Category,
    Classifier,
    Group,
    PriceType,
    Property,
    Unit,
)
from cml_sync.model.documents import Container, Document, DocumentLine
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.model.offer_views import price_tiers, stock_levels
from cml_sync.model.offers import Offer, OfferChange, OffersPackage, Price
from cml_sync.model.parties import Counterparty
from cml_sync.model.reference_books import ReferenceBook
from cml_sync.model.requisites import Requisite
from cml_sync.model.views import is_deleted, requisite, split_id
from cml_sync.model.warehouses import Warehouse
from cml_sync.packages.diff.change import Change
from cml_sync.packages.forms.form import Source, SourcePart
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.forms.output import Output
from cml_sync.problems import Place, Problem, Severity
from cml_sync.xml.dialects import DIALECTS, FAITHFUL
from cml_sync.xml.entries import RecordRead, SectionClosed
from cml_sync.xml.reader import read_whole
from cml_sync.xml.writer import write_whole

if TYPE_CHECKING:
    from cml_sync.jobs.diff_report import DiffReport

__all__ = [
    "Catalog",
    "Category",
    "Change",
    "Classifier",
    "CmlSyncError",
    "CommercialInformation",
    "Comparison",
    "Container",
    "Counterparty",
    "Document",
    "DocumentLine",
    "Element",
    "FindingsError",
    "Group",
    "Kind",
    "Offer",
    "OfferChange",
    "OffersPackage",
    "Package",
    "Place",
    "Price",
    "PriceType",
    "Problem",
    "Product",
    "Property",
    "ReferenceBook",
    "Requisite",
    "Severity",
    "Unit",
    "Validation",
    "Warehouse",
    "convert",
    "diff",
    "is_deleted",
    "open_package",
    "price_tiers",
    "read",
    "requisite",
    "split_id",
    "stock_levels",
    "validate",
    "write",
]

PathLike: TypeAlias = str | Path

E = TypeVar("E", bound=Element)

_KEPT: Final = 10_000
"""So many problems of a package are kept; how many there were is counted."""


class Package:
    """A package of any form that is open for reading; use it with ``with``.

    Every walk reads the files anew from their beginning, one record at a time: a million products
    take no more memory than ten.

    Attributes:
        problems: what was noticed and repaired in the walks so far, at most 10,000.
        problem_count: how many there were.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.problems: list[Problem] = []
        self.problem_count = 0

    @property
    def parts(self) -> tuple[SourcePart, ...]:
        """The parts, in the order in which they are to be taken."""
        return tuple(self._source.parts)

    @property
    def groups(self) -> Iterator[Group]:
        """The groups of the top, each with those below it."""
        return self._of(Group)

    @property
    def properties(self) -> Iterator[Property]:
        """The properties that products may have."""
        return self._of(Property)

    @property
    def price_types(self) -> Iterator[PriceType]:
        """Retail, wholesale and so on."""
        return self._of(PriceType)

    @property
    def warehouses(self) -> Iterator[Warehouse]:
        """Warehouses and pick-up points."""
        return self._of(Warehouse)

    @property
    def products(self) -> Iterator[Product]:
        """The products of the catalogue."""
        return self._of(Product)

    @property
    def offers(self) -> Iterator[Offer]:
        """Offers; in packages of 3.1 one offer comes in several pieces, of prices and of stock."""
        return self._of(Offer)

    @property
    def documents(self) -> Iterator[Document]:
        """Documents: on their own, or in the containers of 3.1."""
        for record in self.records(Kind.DOCUMENT, Kind.CONTAINER):
            if isinstance(record, Document):
                yield record
            elif isinstance(record, Container):
                yield from record.documents

    @property
    def counterparties(self) -> Iterator[Counterparty]:
        """Counterparties that stand on their own; others stand in documents."""
        return self._of(Counterparty)

    def records(self, *kinds: Kind | str) -> Iterator[Element]:
        """Every record of these kinds, in the order of the package; of all kinds if none is named.

        Args:
            kinds: ``Kind.PRODUCT`` or ``"product"``.

        Raises:
            ValueError: there is no such kind.
            FindingsError: a part cannot be read to its end.
        """
        wanted = frozenset(map(Kind, kinds or Kind))
        return self._walk(wanted)

    def _of(self, model: type[E]) -> Iterator[E]:
        return (record for record in self.records() if type(record) is model)

    def _walk(self, wanted: frozenset[Kind]) -> Iterator[Element]:
        for part in self._source.parts:
            with part.read() as reading:
                for entry in reading:
                    if isinstance(entry, RecordRead):
                        self._note(entry.problems)
                        if entry.kind in wanted:
                            yield entry.record
                    elif isinstance(entry, SectionClosed):
                        self._note(entry.problems)
                self._note(reading.problems)

    def _note(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.problem_count += 1
            if len(self.problems) < _KEPT:
                self.problems.append(problem)

    def close(self) -> None:
        """Let go of the files; may be called twice."""
        self._source.__exit__(None, None, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Validation(NamedTuple):
    """What `validate` found.

    Attributes:
        report: in numbers, as ``cml-sync validate --output json`` gives it.
        problems: one by one; empty if they were handed to `on_problem`.
    """

    report: ValidationReport
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """There is no error; warnings and advice may be there."""
        return self.report.exit_code == 0


def open_package(*paths: PathLike) -> Package:
    """The package that lies at `paths`, in whatever form: XML, zip, JSON Lines, CSV.

    Args:
        paths: files and folders, together one package.

    Raises:
        FindingsError: nothing is there, or nothing that can be read.

    Example:
        with open_package("webdata") as package:
            for product in package.products:
                print(product.id, product.name)
    """
    return Package(open_source(_paths(paths)).__enter__())


def read(path: PathLike) -> CommercialInformation:
    """One XML file as one value, its records in their sections: for small files.

    Raises:
        FindingsError: it cannot be read.
        OSError: it cannot be opened.
    """
    with Path(path).open("rb") as file:
        return read_whole(file, str(path))[0]


def write(
    path: PathLike,
    information: CommercialInformation,
    *,
    dialect: str = FAITHFUL.name,
    replace: bool = False,
) -> tuple[Problem, ...]:
    """Writes one XML file, which appears whole or not at all.

    Args:
        path: of the file.
        information: the root with its sections and records.
        dialect: of the receiver: a schema version (``2.07``) or a preset (``bitrix``).
        replace: what stands there may go.

    Returns:
        What the dialect could not say, or says otherwise.

    Raises:
        ValueError: there is no such dialect.
        FindingsError: a value holds what XML or the encoding cannot.
        UsageError: something stands there already.
        StoreError: the disk does not take it.
    """
    wanted = DIALECTS.get(dialect)
    if wanted is None:
        message = f"there is no dialect {dialect!r}: {', '.join(DIALECTS)}"
        raise ValueError(message)
    with (
        Output(Path(path), single=True, replace=replace) as output,
        output.file("part.xml") as file,
    ):
        return write_whole(file, information, wanted)


def convert(
    *paths: PathLike, to: str, output: PathLike, replace: bool = False
) -> tuple[Problem, ...]:
    """Writes a package in another dialect or form.

    Args:
        paths: files and folders, together one package.
        to: a schema version (``2.07``), a preset (``bitrix``), ``jsonl`` or ``csv``.
        output: a folder, or a file if its name ends with ``.xml``, ``.jsonl`` or ``.csv``.
        replace: what stands there may go.

    Returns:
        What could not be said.

    Raises:
        FindingsError: something cannot be read or written; nothing appears.
        UsageError: nothing may be written there.
        StoreError: the disk does not take it.
    """
    from cml_sync.jobs.convert import Wish  # noqa: PLC0415 - who reads needs none of it
    from cml_sync.jobs.convert import convert as _convert  # noqa: PLC0415

    found: list[Problem] = []
    wish = Wish(to=to, output=Path(output), replace=replace)
    _convert(_paths(paths), wish, on_problem=found.append)
    return tuple(found)


def validate(
    *paths: PathLike,
    level: str = "business",
    receivers: Iterable[str] = (),
    on_problem: Callable[[Problem], None] | None = None,
) -> Validation:
    """Checks a package as ``cml-sync validate`` does.

    Args:
        paths: files, folders and archives, together one package.
        level: how deep to look: ``syntax``, ``structure``, ``references``, ``business`` or
            ``strict``, which adds advice.
        receivers: for whom it is meant (``bitrix``, ``ut11`` …).
        on_problem: gets every problem as soon as it is found; otherwise they are collected.

    Raises:
        ValueError: there is no such level.
        FindingsError: the paths make no package.
    """
    levels = {one.name.lower(): one for one in Level}
    if level not in levels:
        message = f"there is no level {level!r}: {', '.join(levels)}"
        raise ValueError(message)
    found: list[Problem] = []
    selection = Selection(level=levels[level], receivers=frozenset(receivers))
    report = _validate(_paths(paths), on_problem=on_problem or found.append, selection=selection)
    return Validation(report, tuple(found))


class Comparison(NamedTuple):
    """What differs between two packages.

    Attributes:
        report: in numbers, as ``cml-sync diff --output json`` gives it.
        changes: one by one, by kind and key; empty if they were handed to `on_change`.
    """

    report: "DiffReport"
    changes: tuple[Change, ...]

    @property
    def equal(self) -> bool:
        """Nothing differs in meaning."""
        return self.report.exit_code == 0


def diff(
    old: PathLike,
    new: PathLike,
    *,
    only: Iterable[str] = (),
    ignore: Iterable[str] = (),
    apply_changes: bool = False,
    on_change: Callable[[Change], None] | None = None,
) -> Comparison:
    """Compares two packages by meaning, record by record and field by field.

    Args:
        old: the file, folder or archive that was there before.
        new: the other; any form and dialect against any other.
        only: kinds (``product``, ``offer``, ``prices`` …); all if empty.
        ignore: patterns of fields that do not count.
        apply_changes: `new` holds only changes, which are laid over `old` first.
        on_change: gets every change; otherwise they are collected.

    Raises:
        FindingsError: one holds goods and the other orders, or one cannot be read.
    """
    from cml_sync.jobs.diff import diff as _diff  # noqa: PLC0415 - who reads needs none of it
    from cml_sync.packages.diff.terms import Terms  # noqa: PLC0415

    terms = Terms(only=frozenset(only), ignored=tuple(ignore), apply_changes=apply_changes)
    with _diff(_paths([old]), _paths([new]), terms, show_data=True) as found:
        if on_change is None:
            return Comparison(found.report, tuple(found.changes()))
        for change in found.changes():
            on_change(change)
        return Comparison(found.report, ())


def _paths(paths: Iterable[PathLike]) -> tuple[Path, ...]:
    return tuple(map(Path, paths))
