"""What a configuration switches off is said in every run."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cml_sync.cli.house import ambient
from cml_sync.cli.session import Session
from cml_sync.config.loader import load_settings

SAFE = '[endpoint.shop]\nrole = "shop"\nurl = "https://shop.example.ru/x"\n'


def said(folder: Path, configuration: str) -> str:
    path = folder / "cml-sync.toml"
    path.write_text(configuration, encoding="utf-8")
    session = Session(
        environ={},
        folder=folder,
        clock=lambda: datetime(2026, 3, 1, tzinfo=UTC),
        sleep=lambda _: None,
        stdout=io.StringIO(),
        stderr=io.StringIO(),
    )
    endpoint = load_settings(path, {}).endpoints["shop"]
    ambient(session).open_transport(endpoint).close()
    assert isinstance(session.stderr, io.StringIO)
    return session.stderr.getvalue()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("", ""),
        (
            'insecure = true\ninsecure_reason = "test shop"\n',
            "shop: the certificate is not checked (`insecure`: test shop)\n",
        ),
        (
            'allow_plain_http = true\nplain_http_reason = "a wire of ours"\n',
            "shop: the password travels openly (`allow_plain_http`: a wire of ours)\n",
        ),
    ],
)
def test_open_doors_are_told(tmp_path: Path, more: str, words: str) -> None:
    assert said(tmp_path, SAFE + more) == words
