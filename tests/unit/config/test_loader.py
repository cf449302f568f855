"""A file becomes settings, or every one of its problems with its line."""

from pathlib import Path

import pytest

from cml_sync.config.errors import ConfigProblemsError
from cml_sync.config.loader import load_settings
from cml_sync.config.presets import PRESETS
from cml_sync.config.secrets import EnvironmentSecret, FileSecret
from cml_sync.config.settings import Settings
from cml_sync.config.words import ExchangeKind, Role, Verb
from cml_sync.transports.folder_options import FolderOptions
from cml_sync.transports.sftp_options import SftpOptions
from cml_sync.xml.dialects import DIALECTS, Units

GOOD = """
[endpoint.erp]
role = "erp"
url = "sftp://exchange@1c.example.ru/outgoing"
key = "id_ed25519"
settle = 0

[endpoint.disk]
role = "shop"
url = "file:disk"
preset = "bitrix"
timezone = "Asia/Yekaterinburg"
password = { env = "SHOP_PASSWORD" }
[endpoint.disk.dialect]
schema_version = "2.10"
units = "code"

[job.stock]
schedule = "*/10 * * * *"
steps = ["pull offers prices", "push offers --to disk"]

[serve]
login = "1c"
password = { file = "serve.password" }
file_limit = "1 MiB"
"""

SECRET_ADVICE = (
    "a secret is not written into the file: "
    'use { env = "NAME" }, { file = "PATH" }, { command = ["PROGRAM"] } or { credential = "NAME" }'
)
SCHEDULE_ADVICE = " is not a schedule: use five cron fields, for example `*/10 * * * *`"
STEP_ADVICE = (
    " is not a step: use pull or push, then one or more of catalog, offers, prices, rests, orders"
)


def load(folder: Path, content: str, **environ: str) -> Settings:
    path = folder / "cml-sync.toml"
    path.write_text(content, encoding="utf-8")
    return load_settings(path, environ)


def problems(folder: Path, content: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(ConfigProblemsError) as caught:
        load(folder, content)
    return [
        (place.line, str(sentence), str(hint or ""))
        for place, sentence, hint in caught.value.problems
    ]


def test_endpoints_are_put_together(tmp_path: Path) -> None:
    settings = load(tmp_path, GOOD)
    erp, disk = settings.endpoints.values()
    assert (erp.name, erp.role, erp.preset) == ("erp", Role.ERP, "plain")
    assert erp.dialect == DIALECTS["2.07"]
    assert isinstance(erp.transport, SftpOptions)
    assert (erp.transport.host, erp.transport.username) == ("1c.example.ru", "exchange")
    assert erp.transport.path == "/outgoing"
    assert erp.transport.key == tmp_path / "id_ed25519"
    assert isinstance(disk.transport, FolderOptions)
    assert disk.transport.path == tmp_path / "disk"
    assert disk.password == EnvironmentSecret(env="SHOP_PASSWORD")
    assert (disk.dialect.schema_version, disk.dialect.units) == ("2.10", Units.CODE)
    assert disk.dialect.deletions == DIALECTS["bitrix"].deletions


def test_jobs_steps_and_serve_are_read(tmp_path: Path) -> None:
    settings = load(tmp_path, GOOD)
    pull, push = settings.jobs["stock"].steps
    assert (pull.verb, pull.kinds) == (Verb.PULL, (ExchangeKind.OFFERS, ExchangeKind.PRICES))
    assert (push.endpoint, str(push)) == ("disk", "push offers --to disk")
    assert settings.serve is not None
    assert (settings.serve.file_limit, settings.serve.listen) == (1024**2, "127.0.0.1:8771")
    assert settings.serve.password == FileSecret(file=tmp_path / "serve.password")


def test_state_stands_beside_the_file_unless_told_otherwise(tmp_path: Path) -> None:
    assert load(tmp_path, "").state == tmp_path / ".cml-sync"
    assert load(tmp_path, 'state = "s"').state == tmp_path / "s"
    assert load(tmp_path, 'state = "s"', CML_SYNC_STATE="/var/x").state == Path("/var/x")
    assert load(tmp_path, "", STATE_DIRECTORY="/var/lib/a:/b").state == Path("/var/lib/a")


def test_a_variable_beats_the_file(tmp_path: Path) -> None:
    settings = load(tmp_path, GOOD, CML_SYNC_ENDPOINT__DISK__URL="file:other")
    transport = settings.endpoints["disk"].transport
    assert isinstance(transport, FolderOptions)
    assert transport.path == tmp_path / "other"


def test_all_problems_come_at_once_with_their_lines(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """
stat = "x"
[endpoint.shop]
role = "shpo"
url = "file:x"
setle = 3
preset = "bitrx"
password = "s3cret"
[endpoint.old]
url = "ftp://x/y"
[endpoint.shop.protocol]
chunking = "perhaps"
[job.night]
schedule = "every night"
steps = ["pull everything"]
""",
    )
    assert [(line, sentence) for line, sentence, _ in found] == [
        (2, "`stat` is not a known key"),
        (4, "`endpoint.shop.role`: must be one of 'erp' or 'shop'"),
        (6, "`endpoint.shop.setle` is not a known key"),
        (
            7,
            "`endpoint.shop.preset`: `bitrx` is not a preset: there are " + ", ".join(PRESETS),
        ),
        (
            8,
            "`endpoint.shop.password`: " + SECRET_ADVICE,
        ),
        (9, "`endpoint.old.role` is missing"),
        (10, "no transport is called `ftp`; there are https:, http:, sftp:, file:"),
        (11, "a table `protocol` means nothing to an endpoint with file:"),
        (12, "`endpoint.shop.protocol.chunking`: must be true or false"),
        (
            14,
            "`job.night.schedule`: `every night`" + SCHEDULE_ADVICE,
        ),
        (
            15,
            "`job.night.steps.0`: `pull everything`" + STEP_ADVICE,
        ),
    ]
    assert found[0][2] == "did you mean `state`?"
    assert found[2][2] == "did you mean `settle`?"
    assert "s3cret" not in str(found)


def test_a_step_that_names_no_endpoint_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, '[job.a]\nsteps = ["push orders --to shp"]\n') == [
        (2, "there is no endpoint `shp`", "")
    ]


@pytest.mark.parametrize("step", ["pull offers --to shop", "push offers --from erp"])
def test_pull_has_from_and_push_has_to(tmp_path: Path, step: str) -> None:
    (found,) = problems(tmp_path, f'[job.a]\nsteps = ["{step}"]\n')
    assert found[1].endswith("pull has --from, push has --to")


def test_what_should_be_a_table_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path, 'endpoint = 3\njob = { a = "x" }\n') == [
        (1, "`endpoint` must be a table", ""),
        (2, "`job.a`: must be a table", ""),
    ]


def test_what_the_url_says_is_not_said_again(tmp_path: Path) -> None:
    endpoint = '[endpoint.a]\nrole = "erp"\nurl = "file:x"\n'
    assert problems(tmp_path, endpoint + 'path = "y"\n') == [
        (4, "`path` is said by `url` already", "leave `path` out")
    ]
    ((_, sentence, _),) = problems(tmp_path, endpoint + "[endpoint.a.protocol]\nchunking = false\n")
    assert sentence == "a table `protocol` means nothing to an endpoint with file:"


def test_a_missing_url_is_one_complaint(tmp_path: Path) -> None:
    assert [sentence for _, sentence, _ in problems(tmp_path, '[endpoint.a]\nrole = "erp"\n')] == [
        "`endpoint.a.url` is missing"
    ]
