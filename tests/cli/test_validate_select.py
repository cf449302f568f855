"""What is selected must be there: a check that looks at nothing finds nothing wrong."""

import pytest
from tests.cli.commandline import EXAMPLES, CommandLine


@pytest.fixture
def broken(cml_sync: CommandLine) -> CommandLine:
    """A folder with a price below zero and one that is no number."""
    path = EXAMPLES / "shop-2.07" / "offers0_1.xml"
    offers = path.read_text(encoding="utf-8").replace(">390<", ">-1<", 1)
    offers = offers.replace(">310<", ">дорого<", 1)
    (cml_sync.folder / "offers.xml").write_text(offers, encoding="utf-8")
    return cml_sync


@pytest.mark.parametrize("written", ["CML301", "cml3", "301", "3", "CML3,CML4", "СМL3"])
def test_a_code_may_be_written_in_many_ways(broken: CommandLine, written: str) -> None:
    ran = broken("validate", "offers.xml", "--select", written)
    assert (ran.code, "[CML301]" in ran.out, "[CML760]" in ran.out) == (1, True, False)


def test_several_are_left_out(broken: CommandLine) -> None:
    ran = broken("validate", "offers.xml", "--ignore", "CML3, 760", "--ignore", "cml2")
    assert (ran.code, ran.out) == (0, "")


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("nonsense", ["CML0", "prices", "CML3;CML399", "", "E106"])
def test_a_code_that_there_is_not(broken: CommandLine, option: str, nonsense: str) -> None:
    ran = broken("validate", "offers.xml", option, nonsense)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error[E205]: there is no code `")


def test_a_rule_about_receivers_needs_one(broken: CommandLine) -> None:
    ran = broken("validate", "offers.xml", "--select", "CML713")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "error[E209]: `CML713` is checked only for a receiver, and none is named",
        "  hint: add `--for bitrix`",
    ]
    ran = broken("validate", "offers.xml", "--select", "CML713", "--for", "bitrix")
    assert (ran.code, ran.out) == (0, "")


def test_a_receiver_may_be_written_in_capitals_and_a_mistyped_one_is_guessed(
    broken: CommandLine,
) -> None:
    assert broken("validate", "offers.xml", "--for", "BITRIX", "--select", "713").code == 0
    ran = broken("validate", "offers.xml", "--for", "bitriks")
    assert ran.code == 2
    assert "there is no `bitriks`; did you mean `bitrix`?" in ran.err
    assert "'umi'" in broken("validate", "offers.xml", "--for", "zzz").err


def test_advice_is_counted_where_there_is_some(cml_sync: CommandLine) -> None:
    shop = EXAMPLES / "shop-2.07" / "import0_1.xml"
    assert cml_sync("validate", shop).err.endswith(": 0 errors, 0 warnings\n")
    ran = cml_sync("validate", shop, "--select", "CML808")
    assert ran.err.endswith(": 0 errors, 0 warnings, 1 piece of advice\n")
