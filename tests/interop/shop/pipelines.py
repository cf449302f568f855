"""From items of django-cml to rows of the shop and back: what its README leaves to the owner."""

# ruff: noqa: D102 - the methods are those that django-cml calls

from decimal import Decimal
from typing import Any, Final

from cml.items import Order as OrderItem
from cml.items import OrderItem as LineItem
from django.db import transaction
from django.utils import timezone
from tests.interop.shop.models import (
    Group,
    Offer,
    Order,
    OrderLine,
    Price,
    Product,
    Property,
    PropertyVariant,
    Unit,
)

CENT: Final = Decimal("0.01")


class GroupPipeline:
    """A group of the top comes with those below it."""

    def process_item(self, item: Any, parent: Group | None = None) -> None:
        group, _ = Group.objects.update_or_create(
            id=item.id, defaults={"name": item.name, "parent": parent}
        )
        for below in item.groups:
            self.process_item(below, group)


class PropertyPipeline:
    """Properties come before their variants."""

    def process_item(self, item: Any) -> None:
        Property.objects.update_or_create(id=item.id, defaults={"name": item.name})


class PropertyVariantPipeline:
    """The value of a directory."""

    def process_item(self, item: Any) -> None:
        PropertyVariant.objects.update_or_create(
            id=item.id, defaults={"value": item.value, "property_id": item.property_id}
        )


class SkuPipeline:
    """What django-cml calls a SKU is a unit of measurement."""

    def process_item(self, item: Any) -> None:
        Unit.objects.update_or_create(id=item.id, defaults={"name": item.name})


class ProductPipeline:
    """A product with its groups and directory values; one that 1C has deleted goes."""

    @transaction.atomic
    def process_item(self, item: Any) -> None:
        # django-cml hands the element over, and reads no marks of deletion itself.
        if item.xml_element.get("Статус") == "Удален":
            Product.objects.filter(id=item.id).delete()
            return
        product, _ = Product.objects.update_or_create(
            id=item.id,
            defaults={
                "name": item.name,
                "unit_id": item.sku_id or None,
                "tax": item.tax_name,
                "image": item.image_path,
            },
        )
        product.groups.set(item.group_ids)
        variants = [variant for _, variant in item.properties]
        product.variants.set(PropertyVariant.objects.filter(id__in=variants))


class OfferPipeline:
    """An offer with all its prices; those it had before go."""

    @transaction.atomic
    def process_item(self, item: Any) -> None:
        offer, _ = Offer.objects.update_or_create(
            id=item.id, defaults={"name": item.name, "product_id": item.id.partition("#")[0]}
        )
        offer.prices.all().delete()
        Price.objects.bulk_create(
            Price(
                offer=offer,
                price_type=price.price_type_id,
                value=price.price_for_sku,
                currency=price.currency_name,
                unit=price.sku_name,
                ratio=price.sku_ratio,
            )
            for price in item.prices
        )


class OrderPipeline:
    """Orders that the exchange has not taken yet."""

    def yield_item(self) -> list[Any]:
        return [_order(order) for order in Order.objects.filter(taken=False).order_by("id")]

    def flush(self) -> None:
        Order.objects.filter(taken=False).update(taken=True)


def _order(order: Order) -> Any:
    item = OrderItem()
    placed = timezone.localtime(order.placed)
    item.id = item.number = str(order.pk)
    item.date, item.time = placed.date(), placed.time()
    item.currency_name, item.currency_rate = "RUB", Decimal(1)
    item.comment = order.comment
    item.client.id = f"client-{order.pk}"
    item.client.name = item.client.full_name = f"{order.last_name} {order.first_name}"
    item.client.first_name, item.client.last_name = order.first_name, order.last_name
    item.client.address = order.address
    item.items = [_line(line) for line in order.lines.order_by("id")]
    item.sum = sum((line.sum for line in item.items), Decimal(0))
    return item


def _line(line: OrderLine) -> Any:
    item = LineItem()
    item.id, item.name = line.offer, line.name
    item.sku.id, item.sku.name = "796", "шт"
    item.sku.name_full, item.sku.international_abbr = "Штука", "PCE"
    item.price, item.quant = line.price, line.quantity
    item.sum = (line.price * line.quantity).quantize(CENT)
    return item
