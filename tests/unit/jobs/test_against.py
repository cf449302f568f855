"""A package beside what was applied last."""

from datetime import UTC, datetime

from tests.unit.jobs.test_applying import apply
from tests.unit.jobs.world import World, catalog, offers

from cml_sync.checks.checker import Checker
from cml_sync.checks.selection import Selection
from cml_sync.jobs.against import Against
from cml_sync.packages.package import open_package
from cml_sync.problems import Problem
from cml_sync.xml.reader import open_part


def against(world: World, *contents: str, selection: Selection | None = None) -> list[Problem]:
    """What is found when these parts are held against the store."""
    folder = world.root / "checked"
    folder.mkdir(exist_ok=True)
    paths = [folder / f"part{number}.xml" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, encoding="utf-8")
    found: list[Problem] = []
    chosen = selection or Selection()
    with (
        world.context() as context,
        open_package(paths) as package,
        context.store.reading() as transaction,
    ):
        checker = Checker(chosen)
        watcher = Against(transaction, chosen, UTC)
        for part in package.parts:
            with part.open() as file:
                reader = open_part(file, part.name)
                checker.begin(reader.header)
                watcher.begin(part)
                for entry in reader:
                    list(checker.look(entry))
                    found += watcher.look(entry)
                found += watcher.end()
        found += watcher.finish(checker.index)
    return found


def codes(found: list[Problem]) -> list[str]:
    return [problem.code for problem in found]


def thirty(prefix: str = "p") -> dict[str, str]:
    return {f"{prefix}{number}": f"Ведро {number}" for number in range(30)}


def priced(price: str) -> dict[str, tuple[str, str]]:
    return dict.fromkeys(thirty(), (price, "5"))


def test_the_same_package_again_has_no_problem(world: World) -> None:
    package = (catalog(thirty()), offers(priced("100")))
    apply(world, *package)
    assert against(world, *package) == []


def test_a_first_package_is_held_against_nothing(world: World) -> None:
    assert against(world, catalog(thirty()), offers(priced("100"))) == []


def test_an_empty_full_set_would_leave_nothing(world: World) -> None:
    apply(world, catalog(thirty()))
    (problem,) = against(world, catalog({}))
    assert (problem.code, str(problem.message)) == (
        "CML952",
        "Nothing would be left of 30 live records (products)",
    )


def test_a_full_set_without_many_is_told_and_changes_are_not(world: World) -> None:
    apply(world, catalog(thirty()))
    few = dict(list(thirty().items())[:20])
    (problem,) = against(world, catalog(few))
    assert (problem.code, str(problem.message)) == (
        "CML953",
        "10 of 30 live records (products) are not in this full set",
    )
    assert against(world, catalog(few, delta=True)) == []


def test_records_met_in_two_portions_count_once(world: World) -> None:
    apply(world, catalog(thirty()))
    assert against(world, catalog(thirty()), catalog(thirty())) == []


def test_another_base_is_known_by_its_ids(world: World) -> None:
    apply(world, catalog(thirty()))
    assert codes(against(world, catalog(thirty("other"), delta=True))) == ["CML955"]


def test_prices_that_leap_are_told_where_they_stand(world: World) -> None:
    apply(world, catalog(thirty()), offers(priced("100")))
    leap = priced("100") | {"p7": ("1", "5")}
    (problem,) = against(world, offers(leap))
    assert (problem.code, problem.place.record_id) == ("CML956", "p7")
    assert problem.place.path.endswith("Предложение[8]/Цены/Цена[1]")


def test_offers_that_lose_their_price_are_counted(world: World) -> None:
    apply(world, catalog(thirty()), offers(priced("100")))
    (problem,) = against(world, offers(priced("100") | {"p1": ("0", "5")}))
    assert (problem.code, str(problem.message)) == (
        "CML957",
        "1 of 30 offers would lose their price",
    )


def test_references_are_looked_up_in_the_store(world: World) -> None:
    apply(world, catalog({"p1": "Ведро"}))
    assert against(world, offers({"p1": ("10", "1")}, delta=True)) == []
    (problem,) = against(world, offers({"p1": ("10", "1"), "p2": ("10", "1")}, delta=True))
    assert (problem.code, str(problem.message)) == (
        "CML951",
        "product `p2` is neither in the package nor in the store (1 use)",
    )


def test_groups_inside_groups_are_known(world: World) -> None:
    nested = catalog({"p1": "Ведро"}).replace(
        "<Ид>g1</Ид><Наименование>Ведра</Наименование>",
        "<Ид>g0</Ид><Наименование>Всё</Наименование><Группы><Группа><Ид>g1</Ид>"
        "<Наименование>Ведра</Наименование></Группа></Группы>",
    )
    apply(world, nested)
    goods = catalog({"p1": "Ведро"}, delta=True)
    start, end = goods.index("<Классификатор>"), goods.index("<Каталог")
    assert against(world, goods[:start] + goods[end:]) == []


def test_a_part_older_than_what_was_applied(world: World) -> None:
    def made(moment: str) -> str:
        return catalog(thirty()).replace('2.07"', f'2.07" ДатаФормирования="{moment}"')

    apply(world, made("2026-03-01T12:00:00"))
    with world.context() as context, context.store.transaction() as transaction:
        newest = datetime(2026, 3, 1, 12, tzinfo=UTC)
        transaction.marks.put({("catalog", "c1"): newest}, "r1")
    (problem,) = against(world, made("2026-03-01T11:00:00"))
    assert (problem.code, str(problem.message)) == (
        "CML954",
        "Made at 2026-03-01 11:00:00, but what was made at 2026-03-01 12:00:00 has been applied",
    )
    assert against(world, made("2026-03-01T12:00:00")) == []


def test_a_catalogue_made_anew_is_known_by_its_goods(world: World) -> None:
    apply(world, catalog(thirty()))
    renamed = catalog(thirty()).replace("<Ид>c1</Ид>", "<Ид>c2</Ид>")
    assert codes(against(world, renamed)) == ["CML959"]


def test_what_is_left_out_is_not_looked_for(world: World) -> None:
    apply(world, catalog(thirty()))
    assert against(world, catalog({}), selection=Selection(ignore=("CML95",))) == []
