"""`cml-sync convert --to csv`."""

from tests.cli.commandline import EXAMPLES, CommandLine


def test_tables_are_told_by_the_names_of_their_files(cml_sync: CommandLine) -> None:
    ran = cml_sync("convert", EXAMPLES / "shop-2.07", "--to", "csv", "-o", "tables")
    assert ran.code == 0, ran.err
    told = [line.partition(":")[0] for line in ran.out.splitlines()]
    assert told == ["goods.csv", "prices.csv", "rests.csv", "tables"]
    assert sorted(path.name for path in (cml_sync.folder / "tables").iterdir()) == told[:-1]
