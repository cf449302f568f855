"""A store, a folder that plays 1C, a folder that plays a shop, and a clock that ticks."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cml_sync.config.settings import Endpoint, Guards
from cml_sync.config.words import Role
from cml_sync.jobs.context import Ambient, Context, open_context
from cml_sync.transports.base import Transport
from cml_sync.transports.folder import FolderTransport
from cml_sync.transports.folder_options import After, FolderOptions
from cml_sync.xml.dialects import DIALECTS

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

CATALOG = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07">
<Классификатор><Ид>c1</Ид><Наименование>Классификатор</Наименование>
<Группы><Группа><Ид>g1</Ид><Наименование>Ведра</Наименование></Группа></Группы></Классификатор>
<Каталог СодержитТолькоИзменения="{delta}"><Ид>c1</Ид><ИдКлассификатора>c1</ИдКлассификатора>
<Наименование>Каталог</Наименование><Товары>{goods}</Товары></Каталог>
</КоммерческаяИнформация>"""

OFFERS = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07">
<ПакетПредложений СодержитТолькоИзменения="{delta}"><Ид>c1#</Ид>
<Наименование>Предложения</Наименование>
<ИдКаталога>c1</ИдКаталога><ИдКлассификатора>c1</ИдКлассификатора>
<ТипыЦен><ТипЦены><Ид>retail</Ид><Наименование>Розничная</Наименование><Валюта>RUB</Валюта>
</ТипЦены></ТипыЦен>
<Предложения>{offers}</Предложения></ПакетПредложений>
</КоммерческаяИнформация>"""

ORDERS = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация ВерсияСхемы="2.07">{documents}</КоммерческаяИнформация>"""


def catalog(goods: Mapping[str, str], *, delta: bool = False) -> str:
    """A catalogue of goods: name by id; an empty name is a deleted product."""
    items = (
        f"<Товар><Ид>{id_}</Ид><Наименование>{name}</Наименование><Группы><Ид>g1</Ид></Группы></Товар>"
        if name
        else f'<Товар Статус="Удален"><Ид>{id_}</Ид><Наименование>-</Наименование></Товар>'
        for id_, name in goods.items()
    )
    return CATALOG.format(delta=str(delta).lower(), goods="".join(items))


def offers(prices: Mapping[str, tuple[str, str]], *, delta: bool = False) -> str:
    """A package of offers: (price, quantity) by id."""
    items = (
        f"<Предложение><Ид>{id_}</Ид><Наименование>{id_}</Наименование><Цены><Цена><ИдТипаЦены>retail"
        f"</ИдТипаЦены><ЦенаЗаЕдиницу>{price}</ЦенаЗаЕдиницу><Валюта>RUB</Валюта></Цена></Цены>"
        f"<Количество>{quantity}</Количество></Предложение>"
        for id_, (price, quantity) in prices.items()
    )
    return OFFERS.format(delta=str(delta).lower(), offers="".join(items))


def order(id_: str, number: str, status: str = "", total: str = "100.00") -> str:
    """One order."""
    requisite = (
        "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Статус заказа</Наименование>"
        f"<Значение>{status}</Значение></ЗначениеРеквизита></ЗначенияРеквизитов>"
        if status
        else ""
    )
    return (
        f"<Документ><Ид>{id_}</Ид><Номер>{number}</Номер><Дата>2026-03-01</Дата>"
        "<ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>RUB</Валюта>"
        f"<Курс>1</Курс><Сумма>{total}</Сумма>{requisite}</Документ>"
    )


def orders(*documents: str) -> str:
    """A part with orders."""
    return ORDERS.format(documents="".join(documents))


@dataclass
class World:
    """Folders that play 1C (``erp``) and shops, below one temporary folder."""

    root: Path
    endpoints: dict[str, Endpoint] = field(default_factory=dict)
    wrap: Callable[[str, Transport], Transport] = lambda _, transport: transport
    opened: list[str] = field(default_factory=list)
    ticks: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    after: After = After.DELETE

    def clock(self) -> datetime:
        """One second later than the last time."""
        return START + timedelta(seconds=next(self.ticks))

    def add(self, name: str, role: Role, *, guards: Guards | None = None) -> None:
        """An endpoint with folders `out` (it writes) and `in` (we write)."""
        for way in ("out", "in"):
            (self.root / name / way).mkdir(parents=True)
        self.endpoints[name] = Endpoint(
            name=name,
            role=role,
            url=f"file://{self.root / name}",
            dialect=DIALECTS["2.07"] if role is Role.SHOP else DIALECTS["ut11"],
            transport=FolderOptions(path=self.root / name, read="out", write="in"),
            guards=guards or Guards(),
        )

    def transport(self, endpoint: Endpoint) -> Transport:
        """The carrier to an endpoint."""
        self.opened.append(endpoint.name)
        options = FolderOptions(
            path=self.root / endpoint.name, read="out", write="in", settle=0, after=self.after
        )
        tokens = (f"{next(self.ids):016x}" for _ in itertools.count())
        inner = FolderTransport(options, self.clock, lambda: next(tokens))
        return self.wrap(endpoint.name, inner)

    @contextmanager
    def context(self) -> Iterator[Context]:
        """The surroundings of one invocation."""
        ambient = Ambient(self.transport, self.clock, lambda: f"id-{next(self.ids):06}")
        with open_context(self.endpoints, self.root / "state", "test", ambient) as context:
            yield context

    def write(self, endpoint: str, name: str, content: str) -> None:
        """Play the partner: put a file out for us."""
        path = self.root / endpoint / "out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def received(self, endpoint: str) -> dict[str, str]:
        """What lies at the partner from us; and take it away."""
        found: dict[str, str] = {}
        folder = self.root / endpoint / "in"
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            found[path.relative_to(folder).as_posix()] = path.read_bytes().decode(
                "utf-8-sig", errors="replace"
            )
            path.unlink()
        return found


def new_world(root: Path) -> World:
    """One erp and one shop."""
    made = World(root)
    made.add("erp", Role.ERP)
    made.add("shop", Role.SHOP)
    return made
