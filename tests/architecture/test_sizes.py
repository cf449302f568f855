"""Small modules, small functions, names that say what they hold."""

from tests.architecture import tree

MODULE_LINES = 500
FUNCTION_LINES = 60
VAGUE = {"utils", "helpers", "manager", "service", "common", "misc"}


def test_no_module_is_longer_than_the_wall() -> None:
    long = {
        str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in tree.sources()
    }
    assert {path: lines for path, lines in long.items() if lines > MODULE_LINES} == {}


def test_no_function_is_longer_than_the_wall() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in tree.sources()
        for node in tree.functions(path)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


def test_no_module_has_a_vague_name() -> None:
    assert [str(path) for path in tree.sources() if path.stem in VAGUE] == []
