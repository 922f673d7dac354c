"""References, as CSL writes them."""

import re
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)

from generator.model.node import Node
from generator.model.types import Line, Slug, WebAddress
from generator.source import Mapping, Place


class Name(Node):
    """A name in a reference, as CSL writes it."""

    family: Line | None = Field(default=None, description="family name")
    given: Line | None = Field(default=None, description="given names or initials")
    literal: Line | None = Field(default=None, description="the name of an organisation")


def parts_of_date(value: object) -> object:
    """A date in words that CSL also allows, such as `2021-05`, as its parts."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value) if isinstance(value, str) else None
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else value


class Date(Node):
    """A date in a reference, as CSL writes it."""

    date_parts: list[Annotated[list[int], Field(min_length=1, max_length=3)]] = Field(
        alias="date-parts", min_length=1, max_length=2, description="[[year, month, day]]"
    )


CslDate = Annotated[Date, BeforeValidator(parts_of_date)]


class Reference(BaseModel):
    """A source in CSL; what the citation library knows is allowed."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)
    __pydantic_extra__: dict[str, str] = Field(init=False)

    id: Slug = Field(description="kebab-case: what `[@key]` names")
    type: Line = Field(description="a CSL type, such as `report` or `article-journal`")
    title: Line = Field(description="the title as printed")
    author: list[Name] = Field(default=[], description="the authors")
    editor: list[Name] = Field(default=[], description="the editors")
    translator: list[Name] = Field(default=[], description="the translators")
    collection_editor: list[Name] = Field(
        default=[], alias="collection-editor", description="editors of the series"
    )
    container_author: list[Name] = Field(
        default=[], alias="container-author", description="authors of the book"
    )
    original_date: CslDate | None = Field(default=None, alias="original-date", description="first published")
    event_date: CslDate | None = Field(default=None, alias="event-date", description="when it was presented")
    submitted: CslDate | None = Field(default=None, description="when it was submitted")
    issued: CslDate | None = Field(default=None, description="when it was published")
    accessed: CslDate | None = Field(default=None, description="when it was last read")
    url: WebAddress | None = Field(default=None, alias="URL", description="where a reader should go")

    _written: Mapping = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def keep_place(cls, data: Any, handler: ModelWrapValidatorHandler["Reference"]) -> "Reference":
        reference = handler(data)
        reference._written = data if isinstance(data, Mapping) else Mapping(Place("?"))
        return reference

    @property
    def place(self) -> Place:
        return self._written.at.place

    def csl(self) -> dict[str, Any]:
        """The reference as CSL data."""
        dumped = self.model_dump(by_alias=True, exclude_none=True)
        return {key: value for key, value in dumped.items() if value}


class Bibliography(Node):
    """Every source that the course cites."""

    references: list[Reference] = Field(description="the sources, in CSL")
