"""What cannot be used gives one clear message, its exit code, and leaves everything as it was."""

import zipfile
from pathlib import Path

import pytest
from tests.cli.commandline import EXAMPLES, CommandLine, tree
from tests.cli.conftest import FOLDERS, configure, over_http
from tests.servers.shop import Shop
from tests.servers.sshd_server import running_sshd

GOOD = (EXAMPLES / "shop-2.07" / "import0_1.xml").read_text(encoding="utf-8-sig")
DOCTYPE = GOOD.replace("?>", '?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', 1)

_MISSING = (
    "</Свойство></Свойства></Классификатор></КоммерческаяИнформация> is missing;"
    " 8 records stand before"
)

BROKEN = {
    "empty": (
        "",
        """\
error[E105]: {file}: The file is empty
  hint: The sender was interrupted, or had nothing to say: let it export again
""",
    ),
    "web page": (
        "<!DOCTYPE html>\n<html><body>502 Bad Gateway</body></html>",
        """\
error[E107]: {file}:1:1: This is a web page, not CommerceML
  hint: The server answered with a login form or an error page: look at it
""",
    ),
    "doctype": (
        DOCTYPE,
        """\
error[E104]: {file}:2:1: The file declares a DOCTYPE, which CommerceML never needs
  hint: Ask the sender for a file without it; nothing of this one was read
""",
    ),
}


@pytest.mark.parametrize("command", ["validate", "inspect"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_ends_with_1(
    cml_sync: CommandLine, command: str, name: str
) -> None:
    content, message = BROKEN[name]
    (cml_sync.folder / "import.xml").write_text(content, encoding="utf-8")
    before = tree(cml_sync.folder)
    ran = cml_sync(command, "import.xml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == message.format(file="import.xml")
    assert tree(cml_sync.folder) == before


@pytest.mark.parametrize("command", ["validate", "inspect"])
def test_a_missing_path_ends_with_1(cml_sync: CommandLine, command: str) -> None:
    ran = cml_sync(command, "webdata/import.xml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error[E150]: `webdata/import.xml` does not exist\n"
        "  hint: Check the spelling, and the folder from which you run the command\n"
    )
    assert tree(cml_sync.folder) == {}


@pytest.mark.parametrize("command", ["validate", "inspect"])
def test_a_folder_without_xml_ends_with_1(cml_sync: CommandLine, command: str) -> None:
    (cml_sync.folder / "webdata").mkdir()
    (cml_sync.folder / "webdata" / "readme.txt").write_text("nothing", encoding="utf-8")
    before = tree(cml_sync.folder)
    ran = cml_sync(command, "webdata")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error[E151]: `webdata` holds no XML file\n"
        "  hint: Name the folder into which 1C writes import0_1.xml and offers0_1.xml\n"
    )
    assert tree(cml_sync.folder) == before


@pytest.mark.parametrize("command", ["validate", "inspect"])
def test_a_zip_that_leads_out_of_its_folder_ends_with_1(
    cml_sync: CommandLine, command: str
) -> None:
    with zipfile.ZipFile(cml_sync.folder / "goods.zip", "w") as archive:
        archive.writestr("import.xml", GOOD)
        archive.writestr("../../evil.xml", GOOD)
    before = tree(cml_sync.folder.parent)
    ran = cml_sync(command, "goods.zip")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error[E130]: The file name `../../evil.xml` is refused: it leads upwards (`..`)\n"
        "  hint: Names are relative, like import0_1.xml or import_files/ab/1.jpg;"
        " nothing was written\n"
    )
    assert tree(cml_sync.folder.parent) == {**before, "home": None}


def test_a_truncated_file_ends_with_1_and_says_where(cml_sync: CommandLine) -> None:
    (cml_sync.folder / "import.xml").write_text(GOOD[:5000], encoding="utf-8")
    before = tree(cml_sync.folder)
    ran = cml_sync("validate", "--quiet", "import.xml")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        f"import.xml:152:6: error[E106]: The file ends too early: {_MISSING}\n"
        "  152 | <\n      | ^\n"
        "  hint: It was cut while being written or sent: fetch or export it again\n"
    )
    assert tree(cml_sync.folder) == before


@pytest.mark.parametrize("name", [*BROKEN, "truncated", "zip"])
def test_a_pull_of_what_cannot_be_read_ends_with_1_and_the_store_stays(
    exchange: CommandLine, name: str
) -> None:
    assert exchange("pull", "catalog", "offers").code == 0
    erp, state = exchange.folder / "erp", exchange.folder / "state"
    message = _spoil(erp, name)
    before, known = tree(erp), exchange.remembered(state)

    ran = exchange("pull", "catalog", "offers", "--quiet")

    assert ran.code == 1
    assert ran.err == message
    assert tree(erp) == before
    assert exchange.remembered(state) == known


def _spoil(erp: Path, name: str) -> str:
    """Make what 1C wrote unreadable; what is said about it."""
    if name == "zip":
        with zipfile.ZipFile(erp / "import.zip", "w") as archive:
            archive.writestr("../evil.xml", GOOD)
        return (
            "error[E130]: erp: The file name `../evil.xml` is refused: it leads upwards (`..`)\n"
            "  hint: Names are relative, like import0_1.xml or import_files/ab/1.jpg;"
            " nothing was written\n"
        )
    if name == "truncated":
        content, message = GOOD[:5000], _TRUNCATED
    else:
        content, message = BROKEN[name]
    (erp / "import0_1.xml").write_text(content, encoding="utf-8")
    return message.replace("]: ", "]: erp: ", 1).format(file="import0_1.xml")


_TRUNCATED = (
    f"error[E106]: {{file}}:152:6: The file ends too early: {_MISSING}\n"
    "  hint: It was cut while being written or sent: fetch or export it again\n"
)


def test_a_missing_path_is_not_sent(exchange: CommandLine) -> None:
    before = tree(exchange.folder / "shop")
    ran = exchange("push", "catalog", "missing.xml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error[E150]: `missing.xml` does not exist\n"
        "  hint: Check the spelling, and the folder from which you run the command\n"
    )
    assert tree(exchange.folder / "shop") == before


def test_a_wrong_key_in_the_configuration_ends_with_11_and_its_line(exchange: CommandLine) -> None:
    exchange.write_config(FOLDERS.replace("settle = 0", "setle = 0", 1))
    before = tree(exchange.folder)
    config = exchange.folder / "cml-sync.toml"
    for words in (("config", "check"), ("pull", "offers"), ("push", "offers"), ("status",)):
        ran = exchange(*words)
        assert (ran.code, ran.out) == (11, "")
        assert ran.err == (
            "error[E1103]: the configuration has 1 problem\n"
            f"  {config}:8: `endpoint.erp.setle` is not a known key\n"
            "    hint: did you mean `settle`?\n"
            "  hint: mend the lines named above, then run `cml-sync config check`\n"
        )
    assert tree(exchange.folder) == before


def test_a_wrong_password_ends_with_4_and_nothing_is_sent(
    exchange: CommandLine, shop: Shop
) -> None:
    shop.password = "Basic ZXhjaGFuZ2U6cmlnaHQ="
    configure(exchange, shop=over_http(shop))
    exchange("pull", "catalog", "offers")
    known = exchange.remembered(exchange.folder / "state")

    ran = exchange("push", "catalog", "offers", "--quiet", SHOP_PASSWORD="tea-and-saucers")

    assert ran.code == 4
    assert ran.err == (
        f"error[E401]: shop: `{shop.url}` refuses the login\n"
        "  hint: Check the login and the password, which comes from env = SHOP_PASSWORD."
        " If both are right, the web server may drop the header `Authorization` (PHP as CGI or"
        " FastCGI): let it pass that header on to the script\n"
    )
    assert "tea-and-saucers" not in ran.out
    assert (shop.modes, shop.files) == (["checkauth"], {})
    assert exchange.remembered(exchange.folder / "state") == known


@pytest.mark.servers
def test_an_unknown_host_key_ends_with_4_and_nothing_is_sent(
    exchange: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "sshd").mkdir()
    strangers = tmp_path / "known_hosts"
    strangers.write_text("", encoding="utf-8")
    with running_sshd(tmp_path / "sshd") as sshd:
        url = f"sftp://{sshd.user}@127.0.0.1:{sshd.port}{exchange.folder}/shop"
        reach = f'url = "{url}"\nkey = "{sshd.key}"\nknown_hosts = "{strangers}"\nsettle = 0\n\n'
        configure(exchange, shop=reach)
        exchange("pull", "catalog", "offers")
        before = tree(exchange.folder / "shop")
        known = exchange.remembered(exchange.folder / "state")

        ran = exchange("push", "catalog", "offers", "--quiet")

    assert ran.code == 4
    host = f"127.0.0.1:{sshd.port}"
    assert ran.err.startswith(
        f"error[E420]: shop: the host key of {host} is not known: ssh-ed25519 SHA256:"
    )
    assert ran.err.endswith(
        "\n  hint: ask the people who run the server for its fingerprint, by phone; if it is the"
        f" same, run `ssh-keyscan -p {sshd.port} -t ed25519 127.0.0.1 >> {strangers}`"
        " and try again\n"
    )
    assert tree(exchange.folder / "shop") == before
    assert exchange.remembered(exchange.folder / "state") == known
    assert strangers.read_text(encoding="utf-8") == ""


def test_letters_that_a_terminal_lacks_are_escaped(cml_sync: CommandLine) -> None:
    bad = GOOD.replace("<Товар>", "<Товар><Вес>много «…» 😀</Вес>", 1)
    (cml_sync.folder / "import.xml").write_text(bad, encoding="utf-8")
    usual = cml_sync("validate", "import.xml", "--output", "json")
    assert "😀" in usual.out
    narrow = cml_sync("validate", "import.xml", "--output", "json", PYTHONIOENCODING="ascii")
    assert narrow.code == usual.code
    assert narrow.json() == usual.json()
    assert r"\ud83d\ude00" in cml_sync("validate", "import.xml", PYTHONIOENCODING="ascii").out
