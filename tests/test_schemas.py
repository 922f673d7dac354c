"""The JSON Schemas are those of the model, and every file that an author writes names its own."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.model import SCHEMAS
from tests.conftest import SAMPLE
from tests.tools import ROOT

SCHEMA_FOLDER = ROOT / "generator" / "schemas"
COMMENT = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.M)
KINDS = {
    "modules/course.yml": "course",
    "modules/*/module.yml": "module",
    "modules/*/*.yml": "unit",
    "modules/*/workshops/*.yml": "workshop",
    "modules/facilitating.yml": "facilitating",
    "quizzes/*.yml": "bank",
    "briefings/references.yml": "references",
}


def sources() -> dict[Path, str]:
    """Every YAML file of both courses, with the name of the schema that it should have."""
    found: dict[Path, str] = {}
    for root in (ROOT, SAMPLE):
        for pattern, kind in KINDS.items():
            for file in sorted(root.glob(pattern)):
                found.setdefault(file, kind)
    return found


def test_schemas_are_those_of_the_model(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["schema", str(tmp_path)]).exit_code == 0
    made, kept = (
        {file.name: file.read_bytes() for file in each.iterdir()} for each in (tmp_path, SCHEMA_FOLDER)
    )
    assert made == kept, "run `course schema`"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_describes_every_key(name: str) -> None:
    schema = json.loads((SCHEMA_FOLDER / f"{name}.json").read_text("utf-8"))
    for node in (schema, *schema.get("$defs", {}).values()):
        for key, about in node.get("properties", {}).items():
            assert about.get("description"), f"{name}: {node['title']}.{key}"


@pytest.mark.parametrize("file", sources(), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_file_names_its_schema(file: Path) -> None:
    comment = COMMENT.search(file.read_text("utf-8"))
    assert comment, "add the comment `# yaml-language-server: $schema=`"
    schema = (file.parent / comment[1]).resolve()
    assert schema == SCHEMA_FOLDER / f"{sources()[file]}.json"
    assert schema.is_file()
