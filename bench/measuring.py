"""How long a step takes, and how much memory this process has taken."""

import resource
from collections.abc import Callable
from time import perf_counter


def timed(step: Callable[[], object]) -> float:
    """Seconds."""
    began = perf_counter()
    step()
    return perf_counter() - began


def peak() -> float:
    """The most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
