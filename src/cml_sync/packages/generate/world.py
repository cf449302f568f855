"""Everything that is invented for one package, before anybody spoils it."""

from cml_sync.packages.generate.draws import Chance, Draws
from cml_sync.packages.generate.goods import Goods
from cml_sync.packages.generate.lists import Lists
from cml_sync.packages.generate.orders import Orders
from cml_sync.packages.generate.shape import Shape, Sizes


class World:
    """What a package is made of.

    Attributes:
        sizes: how much of everything.
        shape: in which form it is said.
        draws: where it comes from.
        lists, goods, orders: what makes the records.
    """

    def __init__(self, sizes: Sizes, shape: Shape, chance: Chance) -> None:
        self.sizes, self.shape = sizes, shape
        self.draws = Draws(chance)
        self.lists = Lists(self.draws, sizes, shape)
        self.goods = Goods(self.draws, sizes, shape, self.lists)
        self.orders = Orders(self.draws, sizes, shape, self.goods)
