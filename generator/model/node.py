"""What every noun has in common: it is frozen, and remembers where it is written."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator

from generator.source import Mapping, Place, Sequence, Span, find


class Node(BaseModel):
    """Something written in a file: it remembers where."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    _written: Mapping = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def keep_place(cls, data: Any, handler: ModelWrapValidatorHandler["Node"]) -> "Node":
        node = handler(data)
        node._written = data if isinstance(data, Mapping) else Mapping(Place("?"))
        return node

    @property
    def place(self) -> Place:
        return self._written.at.place

    def span(self, *path: str | int) -> Span:
        """The value at a path of keys and indexes; the nearest thing around it when there is none."""
        holder: Any = self._written
        span = Span(self.place, "")
        for step in path:
            if not isinstance(holder, Mapping | Sequence) or step not in holder.at.spans:
                break
            span = holder.at.spans[step]
            holder = holder[step]  # type: ignore[index]  # spans has only what is there
        return span

    def at(self, *path: str | int) -> Place:
        """The place of the value at a path."""
        return self.span(*path).place

    def find(self, needle: str, *path: str | int, nth: int = 0) -> Place:
        """Where the nth `needle` stands in the value at a path."""
        return find(self.span(*path), needle, nth)
