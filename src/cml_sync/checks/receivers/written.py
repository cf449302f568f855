"""How a file is written: what receivers that read XML with hand-made code do not understand."""

import codecs
from collections.abc import Iterator
from typing import Final

from cml_sync.checks.receivers.receiver import RECEIVERS, chosen, named
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import Part, PartView
from cml_sync.messages import Text, text, text_n
from cml_sync.problems import Severity
from cml_sync.xml.source.features import Feature

_LITERAL: Final = ("bitrix", "umi")


def _seen(view: PartView, feature: Feature, message: Text) -> Iterator[Found]:
    """One case, at the first place of `feature`."""
    features = view.part.features
    if features is not None and features.count(feature):
        yield Found(message, place=features.place(feature, view.part.header.file))


def _times(view: PartView, feature: Feature) -> int:
    return view.part.features.count(feature) if view.part.features is not None else 0


@rule(
    "CML710",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=("bitrix",),
    title=text("{receivers}: the encoding is not seen", receivers=named("bitrix")),
)
def encoding_unseen(view: PartView) -> Iterator[Found]:
    """The XML declaration is missing, or does not name the encoding in double quotes.

    Why: 1C-Bitrix looks for `encoding="…"` and for nothing else. Without it the file is taken to
    be in the encoding of the site: all Russian text is garbled where that is another one.

    Mend: begin the file with `<?xml version="1.0" encoding="UTF-8"?>`, in double quotes. 1C does;
    Python's lxml writes single ones.

    Source: 1C-Bitrix 19.0 and 22.100, `iblock/classes/mysql/cml2.php`, `ReadXMLToDatabase`.
    """
    features = view.part.features
    if features is None or features.count(Feature.ENCODING):
        return
    if features.count(Feature.SINGLE_QUOTED_ENCODING):
        message = text("The encoding stands in single quotes, where 1C-Bitrix does not see it")
    else:
        message = text("No XML declaration tells 1C-Bitrix the encoding")
    yield Found(
        message,
        text('Begin the file with `<?xml version="1.0" encoding="UTF-8"?>`'),
        place=features.place(Feature.SINGLE_QUOTED_ENCODING, view.part.header.file),
    )


@rule(
    "CML711",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=("bitrix",),
    title=text("{receivers}: attributes in single quotes are lost", receivers=named("bitrix")),
)
def single_quotes(view: PartView) -> Iterator[Found]:
    """The value of an attribute stands in single quotes.

    Why: 1C-Bitrix reads attributes in double quotes only; of others it knows nothing:
    `СодержитТолькоИзменения`, the codes of units and stock by warehouses are lost.

    Mend: let the sender write double quotes, as 1C does.

    Source: 1C-Bitrix, `iblock/classes/mysql/cml2.php`, `_start_element`.
    """
    message = text_n(
        "{count} attribute in single quotes is lost",
        "{count} attributes in single quotes are lost, the first one here",
        _times(view, Feature.SINGLE_QUOTES),
    )
    yield from _seen(view, Feature.SINGLE_QUOTES, message)


@rule(
    "CML712",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=("bitrix",),
    title=text(
        "{receivers}: an element is lost for a line end in its tag", receivers=named("bitrix")
    ),
)
def split_tag(view: PartView) -> Iterator[Found]:
    """A line end or a tab, not a space, stands between the name of an element and its attributes.

    Why: 1C-Bitrix takes everything up to the first space for the name: it knows no such element.

    Mend: let the sender write the attributes on the line of the name, behind a space.

    Source: 1C-Bitrix, `iblock/classes/mysql/cml2.php`, `_start_element`.
    """
    message = text_n(
        "{count} element has no space behind its name and is not known",
        "{count} elements have no space behind their name and are not known, the first one here",
        _times(view, Feature.SPLIT_TAG),
    )
    yield from _seen(view, Feature.SPLIT_TAG, message)


@rule(
    "CML713",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=("bitrix",),
    title=text("{receivers}: the text of CDATA is lost", receivers=named("bitrix")),
)
def cdata(view: PartView) -> Iterator[Found]:
    """A text stands in CDATA.

    Why: 1C-Bitrix passes over everything that begins with `<!`: the value is empty after the
    import, most often that of a description.

    Mend: write the text itself with `&lt;`, `&gt;` and `&amp;`, as 1C does.

    Source: 1C-Bitrix, `iblock/classes/mysql/cml2.php`, `ReadXMLToDatabase`.
    """
    message = text_n(
        "{count} text in CDATA is lost",
        "{count} texts in CDATA are lost, the first one here",
        _times(view, Feature.CDATA),
    )
    yield from _seen(view, Feature.CDATA, message)


@rule(
    "CML714",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=("bitrix",),
    title=text("{receivers}: references stay as they are written", receivers=named("bitrix")),
)
def reference(view: PartView) -> Iterator[Found]:
    """A character is written as a number (`&#8381;`, `&#10;`) or as `&apos;`.

    Why: 1C-Bitrix knows `&amp;`, `&lt;`, `&gt;`, `&quot;` and the decimal numbers of these four;
    any other reference is shown to the buyer as it is written.

    Mend: write UTF-8 and the character itself. windows-1251 has no sign for the rouble: write
    "руб." there.

    Source: 1C-Bitrix, `iblock/classes/mysql/cml2.php`, `_start_element`.
    """
    message = text_n(
        "{count} reference to a character stays as it is written",
        "{count} references to characters stay as they are written, the first one here",
        _times(view, Feature.REFERENCE),
    )
    yield from _seen(view, Feature.REFERENCE, message)


@rule(
    "CML715",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=("bitrix",),
    title=text("{receivers}: a tag is cut at the sign >", receivers=named("bitrix")),
)
def greater_sign(view: PartView) -> Iterator[Found]:
    """The value of an attribute holds a bare `>`.

    Why: 1C-Bitrix takes it for the end of the tag: the attribute and those behind it are lost, the
    rest of the tag becomes text.

    Mend: write `&gt;`.

    Source: 1C-Bitrix, `iblock/classes/mysql/cml2.php`, `_start_element`.
    """
    message = text_n(
        "{count} tag is cut at a `>` in the value of an attribute",
        "{count} tags are cut at a `>` in the value of an attribute, the first one here",
        _times(view, Feature.GREATER_SIGN),
    )
    yield from _seen(view, Feature.GREATER_SIGN, message)


@rule(
    "CML716",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=_LITERAL,
    title=text("{receivers}: elements with a prefix are not known", receivers=named(*_LITERAL)),
)
def prefix(view: PartView) -> Iterator[Found]:
    """The names of elements have a prefix (`cml:Товар`).

    Why: these receivers compare the letters of the tag; with a prefix they know none of them and
    import nothing.

    Mend: write the namespace as `xmlns="…"` on the root, or none.

    Source: 1C-Bitrix, `iblock/classes/mysql/cml2.php`; UMI.CMS, `OneCExchange`.
    """
    message = text_n(
        "{count} element has a prefix and is not known",
        "{count} elements have a prefix and are not known, the first one here",
        _times(view, Feature.PREFIX),
    )
    yield from _seen(view, Feature.PREFIX, message)


@rule(
    "CML717",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=("bitrix",),
    title=text("{receivers}: what is commented out is imported", receivers=named("bitrix")),
)
def commented_tag(view: PartView) -> Iterator[Found]:
    """A comment holds the sign `<`.

    Why: 1C-Bitrix passes over a comment up to the next `<` only: what is commented out is read as
    elements.

    Mend: take the comment out of the file.

    Source: 1C-Bitrix, `iblock/classes/mysql/cml2.php`, `_get_xml_chunk`.
    """
    message = text_n(
        "{count} comment holds tags, which are read all the same",
        "{count} comments hold tags, which are read all the same, the first one here",
        _times(view, Feature.COMMENTED_TAG),
    )
    yield from _seen(view, Feature.COMMENTED_TAG, message)


@rule(
    "CML718",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=("django-cml",),
    title=text("{receivers}: nothing is read from a namespace", receivers=named("django-cml")),
)
def namespace_unread(view: PartView) -> Iterator[Found]:
    """The root is in a namespace.

    Why: django-cml looks for the plain names of elements. In a namespace it finds none, stores
    nothing, and answers `success`.

    Mend: take `xmlns="…"` out of the root before sending, or let cml-sync send the file
    (`preset = "django-cml"`).

    Source: ArtemiusUA/django-cml issue 13; django-cml-integr 0.1.0, driven over a loopback.
    """
    if namespace := view.part.header.namespace:
        yield Found(
            text("In the namespace `{namespace}` nothing is found", namespace=namespace),
            text("Write the root without `xmlns`"),
        )


@rule(
    "CML719",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=("bitrix", "dobromyslov"),
    title=text(
        "{receivers}: the text is garbled for its encoding",
        receivers=named("bitrix", "dobromyslov"),
    ),
)
def garbled(view: PartView) -> Iterator[Found]:
    """The receiver reads the bytes in another encoding than they are in.

    Why: 1C-Bitrix believes the XML declaration, and cannot read UTF-16 at all; the parser of
    dobromyslov takes every file for UTF-8. All Russian letters are garbled, names of elements
    among them.

    Mend: write UTF-8 and say so in the declaration.

    Source: 1C-Bitrix, `iblock/classes/mysql/cml2.php`; dobromyslov/commerceml-parser.
    """
    for name in chosen(view.part, "bitrix", "dobromyslov"):
        if name == "bitrix" and not _misled(view.part):
            continue
        if name == "dobromyslov" and view.part.header.encoding == "utf-8":
            continue
        yield Found(
            text(
                "{receiver} cannot read the {encoding} of this file",
                receiver=RECEIVERS[name].title,
                encoding=view.part.header.encoding,
            ),
            text("Write UTF-8 and say so in the declaration"),
        )


def _misled(part: Part) -> bool:
    """Whether the declaration names another encoding, or bytes are not one letter each."""
    header = part.header
    if header.encoding.startswith("utf-16"):
        return True
    if header.declared_encoding is None:
        return False
    try:
        return codecs.lookup(header.declared_encoding).name != header.encoding
    except LookupError:
        return True


RULES: Final[tuple[Rule, ...]] = (
    encoding_unseen,
    single_quotes,
    split_tag,
    cdata,
    reference,
    greater_sign,
    prefix,
    commented_tag,
    namespace_unread,
    garbled,
)
