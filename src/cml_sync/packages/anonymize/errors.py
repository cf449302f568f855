"""Why nothing is anonymised; nothing is written then."""

from cml_sync.errors import UsageError
from cml_sync.messages import Text, text, text_n


class AnonymizeKeyError(UsageError):
    """The key by which values are replaced cannot be used."""

    code = "E213"

    def __init__(self, source: str, reason: Text, hint: Text | None = None) -> None:
        super().__init__(
            text("the key in {source} cannot be used: {reason}", source=source, reason=reason),
            hint=hint
            or text("make one: `openssl rand -hex 32 > anonymize.key && chmod 600 anonymize.key`"),
        )


class OneFileError(UsageError):
    """The output is a single file, and there are several to write."""

    code = "E214"

    def __init__(self, path: str, count: int) -> None:
        super().__init__(
            text_n(
                "`{path}` is one file, and the package has {count} part",
                "`{path}` is one file, and the package has {count} parts",
                count,
                path=path,
            ),
            hint=text("Name a folder: a name without `.xml` or `.jsonl`"),
        )
