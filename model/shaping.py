"""What pydantic is to make of a value, said without importing it: by its protocol, which it asks for when it judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True)
class Before:
    """Tell pydantic what to make of a value before it is judged."""

    make: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema  # noqa: PLC0415 - pydantic asks, so it is there

        return core_schema.no_info_before_validator_function(self.make, handler(source))


@dataclass(frozen=True, slots=True)
class After:
    """Tell pydantic what a value must pass when its parts have been judged."""

    check: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema  # noqa: PLC0415 - likewise

        return core_schema.no_info_after_validator_function(self.check, handler(source))


class Limits:
    """Tell pydantic the limits of a text or number, by its own names for them."""

    def __init__(self, **limits: object) -> None:
        self._limits = limits

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return {**handler(source), **self._limits}
