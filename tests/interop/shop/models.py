"""What the shop sells and what was ordered: the tables behind its pages."""

# ruff: noqa: DJ008 - nobody looks at these rows in an admin

from django.db import models

ID_LENGTH = 100


class Group(models.Model):
    """A group of goods, below another one or at the top."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True)


class Property(models.Model):
    """A property of goods."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    name = models.CharField(max_length=200)


class PropertyVariant(models.Model):
    """One of the values that a property can have."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    value = models.CharField(max_length=200)
    property = models.ForeignKey(Property, on_delete=models.CASCADE)


class Unit(models.Model):
    """A unit of measurement, by its code."""

    id = models.CharField(max_length=10, primary_key=True)
    name = models.CharField(max_length=100)


class Product(models.Model):
    """A product of the catalogue."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    name = models.CharField(max_length=500)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True)
    tax = models.CharField(max_length=50)
    image = models.CharField(max_length=500)
    groups = models.ManyToManyField(Group)
    variants = models.ManyToManyField(PropertyVariant)


class Offer(models.Model):
    """What can be bought: a product, or one of its characteristics."""

    id = models.CharField(max_length=2 * ID_LENGTH, primary_key=True)
    name = models.CharField(max_length=500)
    product = models.ForeignKey(Product, on_delete=models.CASCADE)


class Price(models.Model):
    """A price of an offer."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="prices")
    price_type = models.CharField(max_length=ID_LENGTH)
    value = models.DecimalField(max_digits=15, decimal_places=2)
    currency = models.CharField(max_length=3)
    unit = models.CharField(max_length=100)
    ratio = models.DecimalField(max_digits=10, decimal_places=3)


class Order(models.Model):
    """An order of a customer; `taken` once the exchange has confirmed it."""

    placed = models.DateTimeField()
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    address = models.CharField(max_length=500)
    comment = models.CharField(max_length=500)
    taken = models.BooleanField(default=False)


class OrderLine(models.Model):
    """So much of an offer at a price."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    offer = models.CharField(max_length=2 * ID_LENGTH)
    name = models.CharField(max_length=500)
    price = models.DecimalField(max_digits=15, decimal_places=2)
    quantity = models.DecimalField(max_digits=10, decimal_places=3)
