from pathlib import Path

import paramiko
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)
from pydantic import SecretStr

from cml_sync.transports.sftp_options import SftpOptions
from cml_sync.transports.ssh_errors import (
    HostKeyChangedError,
    HostKeyError,
    KeyFileError,
    PassphraseError,
)
from cml_sync.transports.ssh_trust import changed_key_error, known_hosts_of, read_key, words_of

OPTIONS = SftpOptions(host="1c.example.ru", port=2222)


def write_key(path: Path, passphrase: bytes | None = None) -> Path:
    lock: KeySerializationEncryption = NoEncryption()
    if passphrase is not None:
        lock = BestAvailableEncryption(passphrase)
    private = Ed25519PrivateKey.generate()
    path.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, lock))
    path.chmod(0o600)
    return path


def test_a_tilde_means_the_home_that_was_handed_in(tmp_path: Path) -> None:
    assert known_hosts_of(OPTIONS, tmp_path) == tmp_path / ".ssh" / "known_hosts"
    own = OPTIONS.model_copy(update={"known_hosts": Path("~/hosts")})
    assert known_hosts_of(own, tmp_path) == tmp_path / "hosts"
    write_key(tmp_path / "key")
    assert read_key(Path("~/key"), None, tmp_path).get_name() == "ssh-ed25519"


def test_a_locked_key_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    path = write_key(tmp_path / "key", "пароль".encode())
    assert read_key(path, SecretStr("пароль"), tmp_path).get_name() == "ssh-ed25519"
    with pytest.raises(PassphraseError, match="does not open"):
        read_key(path, SecretStr("parol"), tmp_path)
    with pytest.raises(PassphraseError, match="no passphrase"):
        read_key(path, None, tmp_path)


def test_a_key_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    path = write_key(tmp_path / "key")
    for mode in (0o604, 0o640, 0o777):
        path.chmod(mode)
        with pytest.raises(KeyFileError, match=rf"mode {mode:04o}\); run `chmod 600 {path}`"):
            read_key(path, None, tmp_path)


def test_a_key_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="No such file"):
        read_key(tmp_path / "key", None, tmp_path)


def test_another_key_of_the_same_kind_has_changed_and_one_of_another_kind_is_unknown(
    tmp_path: Path,
) -> None:
    one, two = (read_key(write_key(tmp_path / name), None, tmp_path) for name in "ab")
    changed = changed_key_error(paramiko.BadHostKeyException("h", one, two), OPTIONS, tmp_path)
    assert isinstance(changed, HostKeyChangedError)
    assert f"it was {two.fingerprint}, now it is {one.fingerprint}" in str(changed)
    other = paramiko.ECDSAKey.generate()
    unknown = changed_key_error(paramiko.BadHostKeyException("h", one, other), OPTIONS, tmp_path)
    assert isinstance(unknown, HostKeyError)
    assert "-p 2222 -t ed25519 1c.example.ru" in str(unknown.hint)


def test_a_foreign_error_always_has_words() -> None:
    assert words_of(OSError(2, "No such file")) == "No such file"
    assert words_of(EOFError()) == "EOFError"
    assert words_of(paramiko.SSHException("odd")) == "odd"
