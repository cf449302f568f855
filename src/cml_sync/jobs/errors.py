"""What stops a job, beyond what the floors below raise."""

from cml_sync.errors import CmlSyncError, ConfigurationError, ExitCode
from cml_sync.messages import text


class OutputDiffersError(CmlSyncError):
    """A part that we wrote does not read back as what was to be written; nothing was sent."""

    code = "E7001"
    exit_code = ExitCode.BUG

    def __init__(self, name: str, written: int, read: int):
        super().__init__(
            text(
                "{name} was written with {written} records and reads back with {read}",
                name=name,
                written=written,
                read=read,
            ),
            hint=text("nothing was sent; send the maintainers the report of this run"),
        )


class SameFolderError(ConfigurationError):
    """Documents would be written into the folder that documents are read from."""

    code = "E1111"

    def __init__(self, endpoint: str):
        super().__init__(
            text(
                "the orders that we write for `{endpoint}` would come back to us as its own: it is "
                "read from the folder that is written to",
                endpoint=endpoint,
            ),
            hint=text(
                'give [endpoint.{endpoint}] folders of its own: read = "…" and write = "…"',
                endpoint=endpoint,
            ),
        )
