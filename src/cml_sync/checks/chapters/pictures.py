"""82x: pictures."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.memory.pictures import is_outside, is_picture
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.problems import Severity

_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)
_IMAGES: Final = ("images",)
_USUAL: Final = "import_files/"


@rule("CML821", Severity.WARNING, on=_GOODS, needs=_IMAGES, title=text("Picture missing"))
def missing_picture(view: RecordView[Product]) -> Iterable[Found]:
    """A picture is named that is not in the folder of pictures of the package.

    Why: the shop shows an empty frame, or takes the old picture away and puts none in its place.

    Mend: in 1C, look whether the file is still in the volume of files ("Тома хранения файлов"); run
    the exchange with pictures once more. If pictures travel apart from the XML, put both together
    before the check.

    Source: `Товар/Картинка` (schema 2.04), a path relative to the part. Where a package has no
    pictures at all, nothing is reported.
    """
    pictures = view.index.pictures
    if not pictures:
        return ()
    return [
        Found(
            text("Picture `{path}` is not in the package", path=reference),
            at=f"Картинка[{number}]",
        )
        for number, reference in enumerate(view.record.images, start=1)
        if reference and not is_outside(reference) and not pictures.has(reference)
    ]


@rule("CML822", Severity.ADVICE, on=_GOODS, needs=_IMAGES, title=text("Picture that is none"))
def no_picture(view: RecordView[Product]) -> Iterable[Found]:
    """`Картинка` names a file that does not end like a picture.

    Why: 1C:УТ puts every file attached to the goods there, also certificates and instructions in
    PDF; shops show them as broken pictures.

    Mend: in 1C, attach such files in another way, or let the receiver choose by the ending.

    Source: `Товар/Картинка` (schema 2.04).
    """
    return [
        Found(text("`{path}` is no picture", path=reference), at=f"Картинка[{number}]")
        for number, reference in enumerate(view.record.images, start=1)
        if reference and not is_picture(reference)
    ]


@rule(
    "CML823",
    Severity.WARNING,
    on=_GOODS,
    needs=_IMAGES,
    title=text("The same picture twice"),
)
def repeated_picture(view: RecordView[Product]) -> Iterable[Found]:
    """One product names the same picture twice.

    Why: shops show it twice, and those that add pictures instead of replacing them grow with every
    exchange.

    Mend: in 1C, look at the attached files of the goods ("Присоединенные файлы").

    Source: `Товар/Картинка` (schema 2.04), repeatable; the first one is the main picture.
    """
    images = view.record.images
    if len(images) == len(set(images)):
        return ()
    twice = next(path for number, path in enumerate(images) if path in images[:number])
    if not twice:
        return ()
    return (Found(text("Picture `{path}` is named twice", path=twice), at="Картинка"),)


@rule(
    "CML824",
    Severity.WARNING,
    on=_GOODS,
    needs=_IMAGES,
    title=text("Picture outside the package"),
)
def outside_picture(view: RecordView[Product]) -> Iterator[Found]:
    """`Картинка` is an absolute path, an address in the web, or leads out of the folder by `..`.

    Why: receivers take it for a path below their exchange folder and find nothing; careful ones
    refuse the file, as it could name any file of the server.

    Mend: look for the extension or script that made this file; 1C writes
    `import_files/ab/ab….jpg`.

    Source: `Товар/Картинка` (schema 2.04), a path relative to the part.
    """
    for number, reference in enumerate(view.record.images, start=1):
        if reference.startswith(_USUAL) and ".." not in reference:
            continue
        if reference and is_outside(reference):
            yield Found(
                text("Picture `{path}` lies outside the package", path=reference),
                at=f"Картинка[{number}]",
            )


@rule(
    "CML825",
    Severity.ADVICE,
    on=_GOODS,
    needs=_IMAGES,
    title=text("Picture with an odd path"),
)
def odd_path(view: RecordView[Product]) -> Iterable[Found]:
    """The path of a picture has backslashes, spaces, or letters that are not Latin.

    Why: a backslash is no folder on Linux; spaces and Cyrillic letters get lost in archives and
    addresses.

    Mend: look for the extension or script that keeps the names of the files; 1C itself makes names
    of GUIDs.

    Source: `Товар/Картинка` (schema 2.04), forward slashes in practice.
    """
    return [
        Found(
            text("Picture `{path}` has a path that many receivers lose", path=reference),
            at=f"Картинка[{number}]",
        )
        for number, reference in enumerate(view.record.images, start=1)
        if "\\" in reference or " " in reference or not reference.isascii()
    ]


RULES: Final[tuple[Rule, ...]] = (
    missing_picture,
    no_picture,
    repeated_picture,
    outside_picture,
    odd_path,
)
