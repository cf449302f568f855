"""What differs from partner to partner in the dialogue, as data; known partners are config's."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

LEAST_PIECE = 1024
"""A `file_limit` below so many bytes is taken for a mistake, and refused."""


class Poll(BaseModel):
    """How to ask again while an import answers ``progress``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    initial: Annotated[float, Field(ge=0)] = Field(
        default=1.0, description="seconds before the second question; doubled each time"
    )
    longest: Annotated[float, Field(gt=0)] = Field(
        default=5.0, description="longest wait between two questions, in seconds"
    )
    deadline: Annotated[float, Field(gt=0)] = Field(
        default=7200.0, description="seconds that the import of one file may take"
    )
    stagnation: Annotated[int, Field(ge=2)] = Field(
        default=360, description="so many equal answers in a row mean that nothing moves any more"
    )


class ProtocolSwitches(BaseModel):
    """How one partner speaks the exchange dialogue; the defaults are safe with most of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    send_sessid: Literal["auto", "always", "never", "raw"] = Field(
        default="auto",
        description="repeat line 4 of the login: auto = when there is one, always = also empty,"
        " raw = as it came",
    )
    init_version: str = Field(
        default="", pattern=r"^[\w.]*$", description="ask for this schema version at init"
    )
    cml_version: str = Field(
        default="", pattern=r"^[\w.]*$", description="the same under the name cmlVersion"
    )
    init_before_query: bool = Field(
        default=False, description="say init before asking for orders; a version needs it"
    )
    chunking: bool = Field(
        default=True,
        description="cut files by file_limit; off for partners that keep the last piece",
    )
    max_piece: Annotated[int, Field(ge=LEAST_PIECE)] | None = Field(
        default=None, description="never send larger pieces, in bytes"
    )
    zip: Literal["auto", "one_piece", "never"] = Field(
        default="auto",
        description="send goods as one archive where the partner offers it; one_piece = only if it"
        " needs no cutting",
    )
    sale_zip: Literal["auto", "one_piece", "never"] = Field(
        default="never", description="the same for orders"
    )
    import_catalog: bool = Field(default=True, description="ask for the import of goods")
    import_sale: bool = Field(
        default=False, description="ask for the import of orders; most take them over at once"
    )
    finish: tuple[Literal["deactivate", "complete"], ...] = Field(
        default=(), description="steps after the last import of goods"
    )
    one_file_per_session: bool = Field(
        default=False, description="log in anew for every announced file"
    )
    poll: Poll = Poll()
    success_prefix: bool = Field(
        default=False, description="text may follow the status word without a line break"
    )
    reply_charset: str = Field(
        default="", description="charset of the answers, where their header is wrong; empty = look"
    )
    basic_on_every_request: bool = Field(
        default=True, description="send login and password each time, not only at checkauth"
    )
    user_agent: str = Field(
        default="", pattern=r"^[\x20-\x7e]*$", description="header User-Agent; empty = our name"
    )

    def zip_for(self, *, sale: bool) -> Literal["auto", "one_piece", "never"]:
        """The archive switch of a topic."""
        return self.sale_zip if sale else self.zip
