"""Into another layout, or part by part as it is: each under its name, each entry in its order."""

from typing import NamedTuple

from cml_sync.packages.convert.joining import join
from cml_sync.packages.convert.layouts import Layout, is_split
from cml_sync.packages.convert.names import Role, part_name
from cml_sync.packages.convert.pictures import moved
from cml_sync.packages.convert.routing import route
from cml_sync.packages.convert.sequence import classifier_first
from cml_sync.packages.forms.form import Source, Target


class Plan(NamedTuple):
    """How a package is divided, and how it will be.

    Attributes:
        before: its layout.
        after: the layout that is wanted.
        version: of the schema, for the roots of parts that are made anew; None keeps it.
        merge: parts of one kind become one, though the layout stays.
    """

    before: Layout
    after: Layout
    version: str | None = None
    merge: bool = False


def lay_out(source: Source, target: Target, plan: Plan) -> None:
    """Write `source` into `target` as `plan` says.

    Raises:
        FindingsError: the source cannot be read, or the target cannot say something.
        DoubledIdError: something that is joined is there twice.
    """
    if plan.after is Layout.SPLIT and (plan.before is Layout.CLASSIC or plan.merge):
        route(source, target, plan.version, merge=plan.merge)
    elif plan.after is Layout.CLASSIC and (plan.before is Layout.SPLIT or plan.merge):
        join(source, target, plan.version, merge=plan.merge)
    else:
        copy(source, target, in_sequence=plan.version is not None and not is_split(plan.version))


def copy(source: Source, target: Target, *, in_sequence: bool = False) -> None:
    """Write every part of `source` into `target`.

    Args:
        source: has them.
        target: takes them.
        in_sequence: a classifier that stands behind what refers to it comes before it.

    Raises:
        FindingsError: the source cannot be read, or the target cannot say something.
    """
    taken: set[str] = set()
    for number, part in enumerate(source.parts, start=1):
        name = part_name(part.relative, number, taken)
        with part.read() as reading, target.part(name, reading.header) as written:
            for entry in classifier_first(part, reading) if in_sequence else reading:
                written.entry(entry)
            written.finish(reading.information)


def copy_pictures(source: Source, target: Target, plan: Plan) -> None:
    """Copy the pictures and other attachments.

    Args:
        source: has them.
        target: takes them.
        plan: pictures lie beside the goods, which have a folder of their own in 3.1.
    """
    pictures = source.pictures
    if plan.before is not plan.after or plan.merge:
        folder = f"{Role.GOODS.value}/" if plan.after is Layout.SPLIT else ""
        pictures = moved(pictures, folder)
    for picture in pictures:
        target.picture(picture)
