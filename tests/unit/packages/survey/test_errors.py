from pathlib import Path

from cml_sync.errors import ExitCode
from cml_sync.packages.survey.errors import NotAShapeError, ShapeNewerError, ShapeUnreadableError


def test_each_says_what_to_do() -> None:
    file = Path("shape.json")
    missing = ShapeUnreadableError(file, FileNotFoundError(2, "No such file or directory"))
    other, newer = NotAShapeError(file), ShapeNewerError(file, "cml-sync.shape/9")
    assert [str(error) for error in (missing, other, newer)] == [
        "the shape shape.json cannot be read: No such file or directory",
        "shape.json is not a shape",
        "shape.json is a shape of another version of cml-sync: `cml-sync.shape/9`",
    ]
    assert missing.exit_code is ExitCode.USAGE
    assert other.exit_code is newer.exit_code is ExitCode.FINDINGS
    assert all(error.hint is not None for error in (missing, other, newer))
