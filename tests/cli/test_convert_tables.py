"""`cml-sync convert --to csv`."""

from tests.cli.commandline import EXAMPLES, CommandLine


def test_tables_are_told_by_the_names_of_their_files(cml_sync: CommandLine) -> None:
    ran = cml_sync("convert", EXAMPLES / "shop-2.07", "--to", "csv", "-o", "tables")
    assert ran.code == 0, ran.err
    told = [line.partition(":")[0] for line in ran.out.splitlines()]
    assert told == ["goods.csv", "prices.csv", "rests.csv", "tables"]
    assert sorted(path.name for path in (cml_sync.folder / "tables").iterdir()) == told[:-1]


def test_numbers_as_excel_writes_them_are_taken_and_counted(cml_sync: CommandLine) -> None:
    rows = "id;price_type_id;value\r\na;t;1\N{NO-BREAK SPACE}234,50\r\nb;t;2 000\r\nc;t;7\r\n"
    (cml_sync.folder / "prices.csv").write_bytes(rows.encode("cp1251"))
    ran = cml_sync("convert", "prices.csv", "-o", "new.jsonl", "--to", "jsonl")
    said = "2 numbers had blanks between their thousands, as Excel writes them\n"
    assert (ran.code, ran.err) == (0, said)
    lines = (cml_sync.folder / "new.jsonl").read_text(encoding="utf-8")
    assert '"1234.50"' in lines
    assert '"2000"' in lines
