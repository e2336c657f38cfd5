from __future__ import annotations

import pytest
from lxml import html

from dxextract.readers.render import is_deeper, render


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a  b\n c</p><p> d </p>", "a b c\n\nd"),
        ("a<p>b</p>c", "a\n\nb\n\nc"),
        ("<p>a<br>b<br/><br/>c<br></p>", "a\nb\n\nc"),
        ("<p>1<sup>2</sup> <b>x</b><span>y</span></p>", "12 xy"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><p>d</p>", "- a\n- b\n- c\n\nd"),
        ("<ol><li>1. a</li><li>- b</li></ol>", "1. a\n- b"),
        ("<p>a</p><script>b</script><style>c</style><p>d</p>", "a\n\nd"),
        ("<nav>a</nav><aside>b</aside><p>c</p><footer>d</footer>", "c"),
        ("<pre>a\n b\n\nc</pre>", "a\nb\n\nc"),
        ("<p>\u00a0</p><p>a\u00a0b</p>", "a\u00a0b"),
        ("<div><div><h2>a</h2><div>b</div></div></div>", "a\n\nb"),
        ("", ""),
    ],
)
def test_blocks(markup: str, text: str) -> None:
    assert render(html.fragment_fromstring(markup, create_parent="div")) == text


def table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (table("<th>a</th><th>b</th>", "<td>1</td><td>2</td>"), "a | b\n1 | 2"),
        (table("<td>a</td><td></td>", "<td>1</td>", "<td>2</td><td>3</td><td>4</td>"), "a | - | -\n\n1\n\n2 | 3 | 4"),
        (table("<td><p>a</p></td><td>b<br>c</td>"), "a | b c"),
        (table("<td><p>a</p><p>b</p></td><td>c</td>"), "a\n\nb\n\nc"),
        (table("<td>a</td>", "<td>b</td>"), "a\n\nb"),
        (table("<td>menu</td><td>" + "x " * 150 + "</td>"), "menu\n\n" + ("x " * 150).strip()),
        (table("<td>a</td><td>" + table("<td>1</td><td>2</td>") + "</td>"), "a | 1 | 2"),
        (table("", "<td></td><td> </td>"), ""),
    ],
)
def test_tables(markup: str, text: str) -> None:
    assert render(html.fragment_fromstring(markup, create_parent="div")) == text


def test_depth() -> None:
    tree = html.fragment_fromstring("<div>" * 9 + "</div>" * 9)
    assert is_deeper(tree, 8) and not is_deeper(tree, 9)
