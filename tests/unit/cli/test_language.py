"""The language is the option's, else the locale's."""

import pytest

from cml_sync.cli.language import choose_language


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ru_RU.UTF-8"}, "ru"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_GB", "LANG": "ru_RU.UTF-8"}, "en"),
        ([], {"CML_SYNC_LANG": "ru", "LC_ALL": "en_GB"}, "ru"),
        (["pull", "--lang", "en"], {"LANG": "ru_RU.UTF-8"}, "en"),
        (["pull", "--lang=ru"], {}, "ru"),
        (["pull", "--lang", "klingon"], {"LANG": "ru"}, "ru"),
    ],
)
def test_language(arguments: list[str], environ: dict[str, str], language: str) -> None:
    assert choose_language(arguments, environ) == language
