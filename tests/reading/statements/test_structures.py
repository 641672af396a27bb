"""The structure of the three industries is three shares."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "measures-18": ("2023年，吴忠市三次产业结构为14.1:51.6:34.3。", [
        "14.1 吴忠市 第一产业增加值 share 14.1 % exact 2023 actual",
        "51.6 吴忠市 第二产业增加值 share 51.6 % exact 2023 actual",
        "34.3 吴忠市 第三产业增加值 share 34.3 % exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
