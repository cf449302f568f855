"""What the tests of the models share."""

from collections.abc import Iterator

import pytest

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.wiring import slots_by_name


def reachable() -> Iterator[type[Element]]:
    waiting: list[type[Element]] = [CommercialInformation]
    met: set[type[Element]] = set()
    while waiting:
        model = waiting.pop()
        if model not in met:
            met.add(model)
            yield model
            waiting += [s.element for s in slots_by_name(model).values() if s.element is not None]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test that asks for `any_model` once per model reachable from a root."""
    if "any_model" in metafunc.fixturenames:
        models = sorted(reachable(), key=lambda model: model.__name__)
        metafunc.parametrize("any_model", models, ids=lambda model: model.__name__)
