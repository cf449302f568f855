"""Secrets come from where the configuration says, and nowhere else."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from cml_sync.config.errors import SecretMissingError
from cml_sync.config.secrets import SecretSource, fetch_secret

ADAPTER: TypeAdapter[SecretSource] = TypeAdapter(SecretSource)


def fetch(table: object, **environ: str) -> str:
    return fetch_secret(
        ADAPTER.validate_python(table), "endpoint.shop.password", environ
    ).get_secret_value()


def private_file(folder: Path, content: str, mode: int = 0o600) -> Path:
    path = folder / "secret"
    path.write_text(content, encoding="utf-8")
    path.chmod(mode)
    return path


def test_a_variable() -> None:
    assert fetch({"env": "SHOP"}, SHOP="s3cret") == "s3cret"


def test_a_file_without_its_last_line_break(tmp_path: Path) -> None:
    assert fetch({"file": str(private_file(tmp_path, "s3cret \r\n"))}) == "s3cret "


def test_a_command() -> None:
    assert fetch({"command": ["printf", "%s\n", "s3cret"]}, PATH="/usr/bin:/bin") == "s3cret"


def test_a_systemd_credential_may_be_readable_by_its_group(tmp_path: Path) -> None:
    private_file(tmp_path, "s3cret", 0o440)
    assert fetch({"credential": "secret"}, CREDENTIALS_DIRECTORY=str(tmp_path)) == "s3cret"


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = fetch_secret(ADAPTER.validate_python({"env": "SHOP"}), "x", {"SHOP": "s3cret"})
    assert "s3cret" not in f"{secret} {secret!r}"


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({"env": "SHOP"}, "the environment variable SHOP is not set"),
        ({"file": "/nowhere/secret"}, "/nowhere/secret cannot be read"),
        ({"command": ["false"]}, "the command false ended with 1"),
        ({"command": ["/nowhere/program"]}, "the command /nowhere/program cannot be run"),
        ({"command": ["true"]}, "the command true printed nothing"),
        ({"credential": "shop"}, "no systemd credentials"),
    ],
)
def test_what_is_not_there_is_named(table: object, reason: str) -> None:
    with pytest.raises(SecretMissingError) as caught:
        fetch(table, PATH="/usr/bin:/bin")
    assert "`endpoint.shop.password`" in str(caught.value)
    assert reason in str(caught.value)


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = private_file(tmp_path, "s3cret", 0o644)
    with pytest.raises(
        SecretMissingError, match=r"others can read .* \(mode 0644\); run `chmod 600"
    ):
        fetch({"file": str(path)})


def test_a_secret_written_into_the_file_is_refused_without_being_shown() -> None:
    with pytest.raises(ValidationError) as caught:
        ADAPTER.validate_python("s3cret")
    detail = caught.value.errors(include_input=False, include_url=False)[0]
    assert detail["type"] == "secret_source"
    assert "s3cret" not in str(detail)
