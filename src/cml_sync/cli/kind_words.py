"""Kinds of records, and how many there are of each, in the words of the session."""

from collections.abc import Mapping

from cml_sync.cli.session import Session
from cml_sync.jobs.kind_names import kind_name
from cml_sync.messages import Text
from cml_sync.model.kinds import Kind


def kind_words(session: Session, kind: str) -> str:
    """What a kind of records is called, in the plural."""
    name = kind_name(kind)
    return session.say(name) if isinstance(name, Text) else name


def counted(session: Session, records: Mapping[Kind, int] | Mapping[str, int]) -> str:
    """``products 3, offers 12``; empty for none."""
    return ", ".join(f"{kind_words(session, kind)} {count}" for kind, count in records.items())
