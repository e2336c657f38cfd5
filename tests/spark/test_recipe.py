from __future__ import annotations

import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dxextract.errors import KnowledgeError, OutputError
from dxextract.extractor import Extractor
from dxextract.readers.options import ReadOptions
from dxextract.spark.recipe import Recipe, make_recipe

from .conftest import ABOUT_COWS


def test_own_knowledge_is_sent_along(own_knowledge: Path) -> None:
    expected = Extractor(own_knowledge)
    recipe: Recipe = pickle.loads(pickle.dumps(make_recipe(own_knowledge, ReadOptions(), timeout=None)))
    shutil.rmtree(own_knowledge)
    extractor = recipe.extractor()
    assert extractor.knowledge_hash == expected.knowledge_hash == recipe.knowledge_hash
    assert extractor.extract(ABOUT_COWS) == expected.extract(ABOUT_COWS)
    assert "own_cows" in [metric.indicator_id for metric in extractor.extract(ABOUT_COWS).metrics]
    assert recipe.extractor() is extractor


def test_faults_are_told_with_the_users_paths(own_knowledge: Path) -> None:
    path = own_knowledge / "gazetteer" / "indicators.yaml"
    path.write_text(path.read_text("utf-8") + "  kind_: count\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=str(path)):
        make_recipe(own_knowledge, ReadOptions(), timeout=None)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"version": "0.0.1"}, "the driver's is 0.0.1"), ({"knowledge_hash": "0"}, "other patterns/ and gazetteer/")],
)
def test_another_installation_is_noticed(change: dict[str, str], message: str) -> None:
    recipe = replace(make_recipe(None, ReadOptions(), timeout=None), **change)  # type: ignore[arg-type]
    with pytest.raises(OutputError, match=message):
        recipe.extractor()
