"""Addresses, whose digits are no figures."""

import pytest

from flows.reading.numbers.codes import links


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("见https://a.cn/2024/01页", ["https://a.cn/2024/01"]),
        ("见www.a.cn/123，另见", ["www.a.cn/123"]),
        ("信箱a.b-1@c2.cn，电话", ["a.b-1@c2.cn"]),
        ("图data:image/png;base64,AAA0123 完", ["data:image/png;base64,AAA0123"]),
        ("http://a1.cn http://b2.cn", ["http://a1.cn", "http://b2.cn"]),
        # two marks in one address are one address
        ("http://www.a.cn/x@y", ["http://www.a.cn/x@y"]),
        ("增长3.2%", []),
        ("比分3:2", []),
        ("@某人 24人", []),
        ("", []),
    ],
)
def test_addresses_are_found(text, spans):
    assert [text[start:end] for start, end in links(text)] == spans
