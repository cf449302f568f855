"""Entities, document types and whatever else wants to bring something in from outside."""

from typing import Final

from tests.faults.hostile.stage import (
    DECLARATION,
    END,
    PRODUCT,
    ROOT,
    Hostile,
    Stage,
    goods,
    product,
    read,
    refused,
    xml,
)

_LAUGHS: Final = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def _typed(inside: str, text: str = "") -> str:
    """A file with this document type, and a name that uses it."""
    body = product("").replace("Чайник", text or "Чайник").removeprefix(DECLARATION)
    return f"{DECLARATION}<!DOCTYPE КоммерческаяИнформация {inside}>\n{body}"


def _file(stage: Stage) -> str:
    return _typed(f'[<!ENTITY x SYSTEM "{stage.secret.as_uri()}">]', "&x;")


def _http(stage: Stage) -> str:
    return _typed(f'[<!ENTITY x SYSTEM "http://127.0.0.1:{stage.port}/x">]', "&x;")


def _external(stage: Stage) -> str:
    return _typed(f'SYSTEM "http://127.0.0.1:{stage.port}/x.dtd"')


def _public(stage: Stage) -> str:
    return _typed(f'PUBLIC "-//1C//CML" "http://127.0.0.1:{stage.port}/x.dtd"')


def _parameter(stage: Stage) -> str:
    return _typed(f'[<!ENTITY % x SYSTEM "http://127.0.0.1:{stage.port}/x"> %x;]')


def _parameter_bomb(_: Stage) -> str:
    bomb = "".join(f"<!ENTITY % p{n} '{f'%p{n - 1};' * 10}'>" for n in range(1, 10))
    return _typed(f"[<!ENTITY % p0 'ha'>{bomb} %p9;]")


def _include(stage: Stage) -> str:
    return product(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text"'
        f' href="{stage.secret}"/><xi:include xmlns:xi="http://www.w3.org/2001/XInclude"'
        f' href="http://127.0.0.1:{stage.port}/x.xml"/>'
    )


def _stylesheet(stage: Stage) -> str:
    sheet = f'<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:{stage.port}/x.xsl"?>\n'
    return DECLARATION + sheet + product("").removeprefix(DECLARATION)


def _schema_location(stage: Stage) -> str:
    location = (
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:1C.ru:'
        f'commerceml_2 http://127.0.0.1:{stage.port}/x.xsd">'
    )
    return product("").replace(">", location, 2).replace(location, ">", 1)


ENTITIES: Final[tuple[Hostile, ...]] = (
    refused("billion laughs", xml(_typed(f'[<!ENTITY l0 "ha">{_LAUGHS}]', "&l9;")), "E104"),
    refused(
        "quadratic blow-up",
        xml(_typed(f'[<!ENTITY x "{"x" * 100_000}">]', "&x;" * 20_000)),
        "E104",
    ),
    refused("entity that holds itself", xml(_typed('[<!ENTITY x "&x;">]', "&x;")), "E104"),
    refused("external entity, a file", xml(_file), "E104"),
    refused("external entity, over HTTP", xml(_http), "E104"),
    refused(
        "external entity, /dev/zero", xml(_typed('[<!ENTITY x SYSTEM "/dev/zero">]', "&x;")), "E104"
    ),
    refused("external document type", xml(_external), "E104"),
    refused("public document type", xml(_public), "E104"),
    refused("parameter entity", xml(_parameter), "E104"),
    refused("parameter entities, a bomb", xml(_parameter_bomb), "E104"),
    refused("document type alone", xml(_typed("")), "E104"),
    refused(
        "document type in small letters",
        xml(_typed("").replace("<!DOCTYPE", "<!doctype")),
        "E104",
    ),
    refused(
        "document type behind a megabyte of comments",
        xml(
            DECLARATION
            + f"<!-- {'-.' * 400_000} -->\n" * 2
            + _typed(f'[<!ENTITY l0 "ha">{_LAUGHS}]', "&l9;").removeprefix(DECLARATION)
        ),
        "E104",
    ),
    refused(
        "document type in UTF-16",
        xml(_typed('[<!ENTITY x "y">]', "&x;").replace("UTF-8", "UTF-16").encode("utf-16")),
        "E104",
    ),
    refused(
        "document type in UTF-16 without a mark",
        xml(_typed('[<!ENTITY x "y">]', "&x;").replace("UTF-8", "UTF-16").encode("utf-16-be")),
        "E104",
    ),
    refused(
        "document type inside the root",
        xml(f'{DECLARATION}{ROOT}<!DOCTYPE a [<!ENTITY x "y">]><Каталог>&x;</Каталог>{END}'),
        "E101",
    ),
    refused(
        "document type between records",
        xml(goods(PRODUCT + '<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/passwd">]>' + PRODUCT)),
        "E101",
    ),
    refused("entity that nobody declared", xml(product("<Описание>&vedro;</Описание>")), "E101"),
    refused(
        "reference to a character that is none", xml(product("<Описание>&#0;</Описание>")), "CML767"
    ),
    refused("reference to half a character", xml(product("<Страна>&#xD83D;</Страна>")), "CML767"),
    refused(
        "reference to a character beyond all",
        xml(product("<Страна>&#x" + "F" * 100_000 + ";</Страна>")),
        "CML767",
    ),
    read("XInclude", xml(_include)),
    read("stylesheet over HTTP", xml(_stylesheet)),
    read("schema over HTTP", xml(_schema_location)),
)
"""Every one of them is stopped before it can name a file, or names it in vain."""
