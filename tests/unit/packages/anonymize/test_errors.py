"""What is said where nothing is anonymised."""

from cml_sync.errors import ExitCode
from cml_sync.messages import text
from cml_sync.packages.anonymize.errors import AnonymizeKeyError, OneFileError


def test_a_key_that_cannot_be_used_says_where_and_why_and_how_to_make_one() -> None:
    error = AnonymizeKeyError("my.key", text("others can read it"))
    assert str(error.message) == "the key in my.key cannot be used: others can read it"
    assert (error.code, error.exit_code) == ("E213", ExitCode.USAGE)
    assert "openssl rand -hex 32" in str(error.hint)


def test_one_file_for_many_parts_says_how_many() -> None:
    error = OneFileError("out.xml", 3)
    assert str(error.message) == "`out.xml` is one file, and the package has 3 parts"
    assert (error.code, error.exit_code) == ("E214", ExitCode.USAGE)
