"""Addresses that exported rows lead to."""

import pytest

from flows.domain.errors import FangzhiError
from flows.exporting.links import checked_base, observation_link, sentence_link, web_address


@pytest.mark.parametrize(
    ("base", "checked"),
    [
        ("https://example.org/fangzhi/", "https://example.org/fangzhi"),
        ("http://127.0.0.1:8577", "http://127.0.0.1:8577"),
        ("http://[::1]:8577", "http://[::1]:8577"),
        ("https://example.org/%E6%96%B9", "https://example.org/%E6%96%B9"),
    ],
)
def test_a_plain_address_is_a_base(base, checked):
    assert checked_base(base) == checked


@pytest.mark.parametrize(
    "base",
    [
        "javascript:alert(1)", "example.org", "", "ftp://example.org", "https://", "https://u:p@example.org", "https://example.org?a=1",
        "https://example.org#a", "https://example.org/a b", 'https://example.org/"', "https://example.org:99999", "http://[::1",
        "=https://example.org", "https://example.org/\n",
    ],
)  # fmt: skip
def test_fault_67_anything_else_is_none(base):
    with pytest.raises(FangzhiError, match=r"--base-url: found .*Mend: correct it"):
        checked_base(base)


def test_ids_cannot_leave_their_place_in_an_address():
    assert observation_link("http://x", "../a?b#c") == "http://x/observations/..%2Fa%3Fb%23c"
    assert sentence_link("http://x", "a/b", 'c"') == "http://x/articles/a%2Fb?claim=c%22#claim-c%22"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "data:text/html,x", " http://x", "//x"])
def test_what_is_no_address_of_the_web_is_no_link(url):
    assert web_address(url) is None
