"""Kinds of records, and how many there are of each, in the words of the session."""

from collections.abc import Mapping

from cml_sync.cli.session import Session
from cml_sync.jobs.kind_names import kind_name
from cml_sync.messages import Text, text
from cml_sync.model.kinds import Kind


def kind_words(session: Session, kind: str) -> str:
    """What a kind of records is called, in the plural."""
    name = kind_name(kind)
    return session.say(name) if isinstance(name, Text) else name


def counted(
    session: Session, records: Mapping[Kind, int] | Mapping[str, int], groups: int = 0
) -> str:
    """``products 3, offers 12``; empty for none.

    Args:
        session: the language.
        records: how many of each kind.
        groups: those inside others counted with them; told where it is not the number of `records`.
    """

    def said(kind: str, count: int) -> str:
        if kind == Kind.GROUP and groups > count:
            return session.say(text("{count} ({all} with those below)", count=count, all=groups))
        return str(count)

    return ", ".join(f"{kind_words(session, kind)} {said(kind, n)}" for kind, n in records.items())
