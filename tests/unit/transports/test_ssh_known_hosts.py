import base64

import paramiko
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cml_sync.transports.ssh_known_hosts import host_name, read_known_hosts


def new_key() -> str:
    public = Ed25519PrivateKey.generate().public_key()
    return public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()


KEY, OTHER = new_key(), new_key()


def known(lines: str, name: str) -> list[str]:
    """The keys a server is known by, as they stand in the file."""
    found = read_known_hosts(lines.splitlines(), name).keys
    return [f"{key.get_name()} {base64.b64encode(key.asbytes()).decode()}" for key in found]


def test_a_port_of_its_own_is_part_of_the_name() -> None:
    assert host_name("1c.example.ru", 22) == "1c.example.ru"
    assert host_name("::1", 2222) == "[::1]:2222"


@pytest.mark.parametrize(
    ("names", "name", "expected"),
    [
        ("a.ru", "a.ru", True),
        ("A.ru,10.0.0.1", "a.ru", True),
        ("a.ru,10.0.0.1", "10.0.0.1", True),
        ("[a.ru]:2222", "[a.ru]:2222", True),
        ("a.ru", "[a.ru]:2222", False),
        ("[a.ru]:2222", "a.ru", False),
        ("*.a.ru", "1c.a.ru", True),
        ("*.a.ru,!1c.a.ru", "1c.a.ru", False),
        ("!1c.a.ru", "b.a.ru", False),
        ("?.ru", "a.ru", True),
        ("[ab].ru", "a.ru", False),
        (paramiko.HostKeys.hash_host("a.ru"), "a.ru", True),
        (paramiko.HostKeys.hash_host("a.ru"), "b.ru", False),
    ],
)
def test_names_are_compared_as_openssh_does(names: str, name: str, expected: bool) -> None:
    assert known(f"{names} {KEY}", name) == ([KEY] if expected else [])


def test_tabs_comments_and_lines_that_say_nothing() -> None:
    kind, key = KEY.split()
    odd = "\n\nb.ru\na.ru ssh-rsa %%%\na.ru new-kind AAAA\n"
    assert known(f"# a.ru {OTHER}\n{odd}  a.ru\t{kind} \t{key} who@where\n", "a.ru") == [KEY]


def test_a_revoked_key_vouches_for_nobody() -> None:
    found = read_known_hosts([f"a.ru {KEY}", f"a.ru {OTHER}", f"@revoked\tb.ru {KEY}"], "a.ru")
    assert [key.asbytes() for key in found.keys] == [base64.b64decode(OTHER.split()[1])]
    assert found.revoked == {base64.b64decode(KEY.split()[1])}


def test_an_authority_is_no_key_of_the_server() -> None:
    assert known(f"@cert-authority a.ru {KEY}", "a.ru") == []


def test_a_revocation_that_cannot_be_read_is_not_passed_by() -> None:
    with pytest.raises(ValueError, match="@revoked"):
        read_known_hosts(["@revoked * ssh-rsa %%%"], "a.ru")
