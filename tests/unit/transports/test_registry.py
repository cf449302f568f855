import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest
from pydantic import BaseModel

from cml_sync.errors import CmlSyncError
from cml_sync.transports import file_errors, ssh_errors, url_errors
from cml_sync.transports.folder_options import FolderOptions
from cml_sync.transports.registry import SCHEMES, UnknownSchemeError, kind_of_url
from cml_sync.transports.sftp_options import SftpOptions


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_row_of_the_table_leads_to_options_and_a_factory(scheme: str) -> None:
    kind = SCHEMES[scheme]
    assert kind.scheme == scheme
    assert issubclass(kind.options_model(), BaseModel)
    assert "options" in get_type_hints(kind.load_factory())


def test_the_scheme_of_a_url_picks_the_transport() -> None:
    assert kind_of_url("SFTP://host/x").options_model() is SftpOptions
    assert kind_of_url("file:relative").options_model() is FolderOptions


@pytest.mark.parametrize("url", ["ftp://host/x", "/srv/exchange", "", "mailto:x"])
def test_an_unknown_scheme_lists_the_known_ones(url: str) -> None:
    with pytest.raises(UnknownSchemeError) as unknown:
        kind_of_url(url)
    assert "https:, http:, sftp:, file:" in str(unknown.value)


def test_a_folder_is_opened_without_loading_any_network_library(tmp_path: Path) -> None:
    program = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from cml_sync.transports.base import Topic
from cml_sync.transports.registry import SCHEMES, open_transport
from cml_sync.transports.surroundings import Surroundings
folder = Path(sys.argv[1])
for kind in SCHEMES.values():
    kind.options_model()
options = SCHEMES["file"].options_model()(path=folder)
world = Surroundings(lambda: datetime.fromtimestamp(0, UTC), print, float, str, folder)
print(len(open_transport("file:x", options, world).offered(Topic.CATALOG)))
print(sorted({"httpx", "paramiko", "sqlalchemy"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=True
    )
    assert done.stdout.decode().split("\n")[:2] == ["0", "[]"]


def test_codes_of_these_errors_are_theirs_alone_and_name_their_exit_code() -> None:
    classes: set[type[CmlSyncError]] = {
        found
        for module in (file_errors, ssh_errors, url_errors)
        for found in vars(module).values()
        if isinstance(found, type)
        and issubclass(found, CmlSyncError)
        and found.__module__ == module.__name__
    }
    codes = [found.code for found in classes]
    assert len(set(codes)) == len(codes) == 28
    assert all(int(found.code[1:]) // 100 == found.exit_code for found in classes)
