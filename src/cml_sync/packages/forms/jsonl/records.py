"""Lines as records: what every line carries is taken off, and held against what is inside."""

from typing import Any, Final, NamedTuple

from cml_sync.messages import text
from cml_sync.model.element import Element
from cml_sync.model.kinds import Section
from cml_sync.model.records import MODELS, record_id
from cml_sync.model.views import is_deleted
from cml_sync.model.words import Status
from cml_sync.packages.forms.findings import CONTRADICTION, UNKNOWN_KEY
from cml_sync.packages.forms.jsonl.errors import WrongLineError
from cml_sync.packages.forms.jsonl.files import Line
from cml_sync.packages.forms.jsonl.json_text import shown_key
from cml_sync.packages.forms.jsonl.lines import (
    DELETED,
    EXTERNAL_ID,
    ID,
    KIND,
    OWN,
    SOURCE,
    UPDATED_AT,
)
from cml_sync.packages.forms.jsonl.names import LineKind
from cml_sync.packages.forms.jsonl.values import Stranger, element, place_of
from cml_sync.problems import Problem
from cml_sync.xml.entries import RecordRead

_SITE_ID: Final = "site_id"
_NOBODY: Final = object()


class _Carried(NamedTuple):
    """What a line says beside its record."""

    id: str | None
    external_id: object
    deleted: bool | None


def record_of(
    data: dict[str, Any], line: Line, file: str, kind: LineKind, section: Section | None
) -> RecordRead:
    """The record in a line.

    Args:
        data: the object in it; is used up.
        line: the line.
        file: that it stands in.
        kind: of its lines.
        section: in which the record stands.

    Raises:
        WrongLineError: it is another kind of line, or says what no record can say.
    """
    _check_kind(data, line, file, kind)
    model = MODELS[kind.record]
    carried = _taken_off(data, model, line, file)
    record, strangers = element(model, data, line, file)
    place = place_of(line, file, (), record_id(record))
    problems = tuple(told(one, line, file, place.record_id) for one in strangers)
    record, contradictions = _joined(record, carried, line, file)
    return RecordRead(kind.record, record, section, place, (*problems, *contradictions))


def _check_kind(data: dict[str, Any], line: Line, file: str, kind: LineKind) -> None:
    if (said := data.pop(KIND, None)) != kind.word:
        place = place_of(line, file, (KIND,), None)
        if said is None:
            raise WrongLineError(place, text("the key `{key}` is missing", key=KIND))
        raise WrongLineError(
            place,
            text(
                "its kind is `{there}`, and only `{expected}` may stand here",
                there=shown_key(str(said)),
                expected=kind.word,
            ),
        )


def _taken_off(data: dict[str, Any], model: type[Element], line: Line, file: str) -> _Carried:
    if ID not in data:
        place = place_of(line, file, (), None)
        raise WrongLineError(place, text("the key `{key}` is missing", key=ID))
    identifier = data[ID]
    deleted = data.pop(DELETED, None)
    external = data.pop(EXTERNAL_ID, _NOBODY)
    own = data.pop(OWN, _NOBODY)
    data.pop(UPDATED_AT, None)  # of the line, not of the record: a hint for whoever loads it
    data.pop(SOURCE, None)
    for key, fits, expected in (
        (ID, identifier is None or isinstance(identifier, str), text("a text in quotes")),
        (DELETED, deleted is None or isinstance(deleted, bool), text("`true` or `false`")),
        (OWN, own is _NOBODY or isinstance(own, dict), text("an object in braces")),
    ):
        if not fits:
            place = place_of(line, file, (key,), None)
            raise WrongLineError(
                place, text("`{key}` should be {expected}", key=key, expected=expected)
            )
    if isinstance(own, dict) or ID not in model.model_fields:
        del data[ID]
    if isinstance(own, dict) and ID in own:
        data[ID] = own[ID]
    return _Carried(identifier, external, deleted)


def _joined(
    record: Element, carried: _Carried, line: Line, file: str
) -> tuple[Element, list[Problem]]:
    """The record with what only the line says; and what the two say differently."""
    problems: list[Problem] = []
    identifier = record_id(record)

    def contradicted(key: str) -> None:
        problems.append(
            Problem(
                CONTRADICTION,
                text(
                    "The line says `{key}` otherwise than the record; the record decides", key=key
                ),
                place_of(line, file, (key,), identifier),
            )
        )

    if (carried.id or None) != identifier:
        contradicted(ID)
    if carried.deleted is not None and carried.deleted != is_deleted(record):
        marked = _marked(record) if carried.deleted else None
        if marked is None:
            contradicted(DELETED)
        record = marked or record
    external = carried.external_id
    if external is not _NOBODY and external != getattr(record, _SITE_ID, None):
        if _may_have_site_id(record) and isinstance(external, str):
            record = record.model_copy(update={_SITE_ID: external})
        else:
            contradicted(EXTERNAL_ID)
    return record, problems


def _may_have_site_id(record: Element) -> bool:
    return _SITE_ID in type(record).model_fields and _SITE_ID not in record.model_fields_set


def _marked(record: Element) -> Element | None:
    """`record` marked as deleted, where it says nothing of its state; None where it does."""
    fields = type(record).model_fields
    for field, value in (("status", Status.DELETED.value), ("deletion_mark", True)):
        if field in fields:
            unset = getattr(record, field) is None
            return record.model_copy(update={field: value}) if unset else None
    return None


def told(stranger: Stranger, line: Line, file: str, record_id: str | None) -> Problem:
    """What is said of a key that nobody knows."""
    key = shown_key(str(stranger.path[-1]))
    return Problem(
        UNKNOWN_KEY,
        text(
            "The key `{key}` is not known; its value is kept as the element `{name}`",
            key=key,
            name=stranger.name,
        ),
        place_of(line, file, stranger.path, record_id),
        text("Look at the spelling; what has no key belongs into `requisites`"),
    )
