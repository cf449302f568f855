"""A run that failed is not summed up by what it meant to do."""

from datetime import UTC, datetime

import pytest

from cml_sync.cli.tables import what_happened
from cml_sync.jobs.failure import Failure
from cml_sync.jobs.report import EndpointRun, KindRow
from cml_sync.messages import text

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
REFUSED = Failure(code="E401", exit_code=4, message=text("no"))


@pytest.mark.parametrize(
    ("accepted", "failure", "added"), [(0, REFUSED, 0), (3, REFUSED, 3), (0, None, 3)]
)
def test_what_was_only_meant_is_no_change(
    accepted: int, failure: Failure | None, added: int
) -> None:
    run = EndpointRun(
        run="r",
        command="push",
        endpoint="shop",
        kinds=("catalog",),
        started=MOMENT,
        finished=MOMENT,
        exit_code=4,
        rows=(KindRow(kind="product", in_source=5, added=3, accepted=accepted),),
        failure=failure,
    )
    (row,) = what_happened(run).rows
    assert (row.in_source, row.added, row.accepted) == (5, added, accepted)
