"""What can go wrong on any way to the other side; each class makes its own sentence.

Numbers: 401..419 of HTTP and common to all, 420..439 of SFTP, 440..449 of folders; the same split
after 500 and 600.
"""

from cml_sync.errors import TemporaryError
from cml_sync.messages import Text, text


class OptionError(ValueError):
    """An option that cannot be; raised by validators, so that pydantic names the option.

    `text` is the sentence to translate; pydantic keeps this error in the context of its own.
    """

    def __init__(self, sentence: Text) -> None:
        super().__init__(str(sentence))
        self.text = sentence


class ChangedWhileSentError(TemporaryError):
    """A file of ours has another size than it had when the upload was planned."""

    code = "E505"

    def __init__(self, name: str) -> None:
        super().__init__(
            text("`{name}` changed while it was being sent", name=name),
            hint=text("Run again when nothing writes to it"),
        )
