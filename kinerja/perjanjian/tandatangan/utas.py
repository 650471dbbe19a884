"""pyHanko's plain functions run an event loop of their own, which a thread with a running one forbids."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def di_utas_sendiri(kerja: Callable[P, T], *isi: P.args, **lain: P.kwargs) -> T:
    """Call `kerja` in a thread of its own and wait: the same under any server, with or without an event loop."""
    with ThreadPoolExecutor(max_workers=1) as pelaksana:
        return pelaksana.submit(kerja, *isi, **lain).result()
