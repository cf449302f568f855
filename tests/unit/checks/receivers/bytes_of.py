"""Small files as bytes, checked for a receiver through the real reader."""

from dataclasses import dataclass
from io import BytesIO

from cml_sync.checks.checker import Checker
from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.problems import Problem
from cml_sync.xml.reader import open_part
from cml_sync.xml.source.features import Features

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
ORDER = (
    "<Ид>o-1</Ид><Номер>A-1</Номер><Дата>2026-03-01</Дата><ХозОперация>Заказ товара</ХозОперация>"
    "<Роль>Продавец</Роль><Валюта>RUB</Валюта><Курс>1</Курс><Сумма>100</Сумма>"
)


@dataclass(frozen=True)
class Case:
    """What a rule must find for a receiver, and a near miss that it must not."""

    code: str
    receiver: str
    found: tuple[tuple[str, bytes], ...]
    near: tuple[tuple[str, bytes], ...]


def case(
    code: str, receiver: str, found: str | bytes, near: str | bytes, name: str = "import0_1.xml"
) -> Case:
    """One part each, in UTF-8 if it is text."""
    return Case(code, receiver, ((name, _bytes(found)),), ((name, _bytes(near)),))


def checked(receiver: str, *parts: tuple[str, bytes]) -> list[Problem]:
    """The problems of a package that is checked for `receiver`, at the lowest level."""
    checker = Checker(Selection(Level.SYNTAX, receivers=frozenset({receiver})))
    found: list[Problem] = []
    for name, content in parts:
        features = Features()
        reader = open_part(BytesIO(content), name, features=features)
        checker.begin(reader.header, features)
        for entry in reader:
            found += checker.look(entry)
        found += checker.end()
    found += checker.finish()
    return [problem for problem in found if "CML710" <= problem.code <= "CML759"]


def root(content: str, attributes: str = ' ВерсияСхемы="2.07"', start: str = DECLARATION) -> str:
    """A whole file."""
    return f"{start}<КоммерческаяИнформация{attributes}>{content}</КоммерческаяИнформация>"


def order(extra: str = "", base: str = ORDER) -> str:
    """A file with one order."""
    return root(f"<Документ>{base}{extra}</Документ>")


def goods(*products: str, flags: str = ' СодержитТолькоИзменения="true"', name: str = "К") -> str:
    """A file with a catalogue; a product is the content of its element."""
    inner = "".join(f"<Товар>{product}</Товар>" for product in products)
    header = f"<Ид>c</Ид><Наименование>{name}</Наименование>"
    return root(f"<Каталог{flags}>{header}<Товары>{inner}</Товары></Каталог>")


def offers(*each: str, types: str = "", attributes: str = ' ВерсияСхемы="2.07"') -> str:
    """A file with offers; an offer is the content of its element."""
    inner = "".join(f"<Предложение>{offer}</Предложение>" for offer in each)
    listed = f"<ТипыЦен>{types}</ТипыЦен>" if types else ""
    return root(
        f'<ПакетПредложений СодержитТолькоИзменения="true"><Ид>c#</Ид>{listed}'
        f"<Предложения>{inner}</Предложения></ПакетПредложений>",
        attributes,
    )


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
