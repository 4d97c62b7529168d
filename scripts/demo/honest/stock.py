"""Keeps count of what lies on the shelves, and says what to order again."""
from collections import Counter


class Stock:
    def __init__(self, reorder_below=5):
        self.counts = Counter()
        self.reorder_below = reorder_below

    def receive(self, delivery):
        for article, pieces in delivery:
            if pieces <= 0:
                raise ValueError(f"a delivery of {pieces} {article} makes no sense")
            self.counts[article] += pieces

    def sell(self, article, pieces=1):
        left = self.counts[article] - pieces
        if left < 0:
            raise LookupError(f"only {self.counts[article]} {article} left")
        self.counts[article] = left
        return left

    def to_order(self):
        low = {a: n for a, n in self.counts.items() if n < self.reorder_below}
        return sorted(low, key=low.get)
