"""Five hundred texts that do harm where they are not escaped: in HTML, attributes, addresses, SQL, CSV, templates."""

from itertools import product
from typing import Final

_CALL: Final = ("pwned=1", "alert(1)", "window.pwned=1", "pwned`1`", "top.pwned=1")
_MARKUP: Final = (
    "<script>{}</script>", "</script><script>{}</script>", "<img src=x onerror={}>", "<svg onload={}>", "<body onload={}>",
    "<svg><script>{}</script></svg>", "<iframe srcdoc='<script>{}</script>'></iframe>", "<a href=javascript:{}>甲</a>",
    "<details open ontoggle={}>", "<input autofocus onfocus={}>", "<video src=x onerror={}>", "<math><mtext><img src=x onerror={}>",
    '"><script>{}</script>', "' onmouseover={} x='", '" onfocus={} autofocus x="', "` onclick={}", "--><script>{}</script>",
    "]]><script>{}</script>", "</textarea><script>{}</script>", "</title><script>{}</script>", "</style><script>{}</script>",
    "<scr<script>ipt>{}</script>", "<SCRIPT>{}</SCRIPT>", "<script\u3000>{}</script>", "＜script＞{}＜/script＞",
    "<img/src=x/onerror={}>", "<style>@import 'javascript:{}';</style>", "<link rel=stylesheet href=javascript:{}>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>", "<base href=javascript:{}//>", "<form action=javascript:{}><button>甲",
    "<object data=javascript:{}>", "<embed src=javascript:{}>", "javascript:{}", "data:text/html,<script>{}</script>",
    "&lt;script&gt;{}&lt;/script&gt;", "&#60;script&#62;{}&#60;/script&#62;", "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "%3Cscript%3E{}%3C/script%3E", "{{{{ {} }}}}", "{{% {} %}}", "${{{}}}", "{{{{''.__class__.__mro__}}}}<script>{}</script>",
    "<template><script>{}</script></template>", "<noscript><p title='</noscript><script>{}</script>'>", "<x contenteditable onblur={}>",
    "<marquee onstart={}>", "<!--><script>{}</script>-->", "<a id=content name=content onclick={}>", "<p style='background:url(javascript:{})'>",
)  # fmt: skip
_SQL: Final = (
    "'; drop table marts.fct_claims; --", "' or 1=1 --", '" or ""="', "1; attach 'x' as y", "' union select * from raw.documents --",
    "\\'; select 1", "%' or '1'='1", "x') or 1=1 --", "'||(select 1)||'", "$$; select 1; $$",
)  # fmt: skip
_FORMULAS: Final = tuple(
    f"{sign}{body}"
    for sign, body in product(
        ("=", "+", "-", "@", "\t=", "＝", "＋", "－", "＠", "=+"),
        ("cmd|' /C calc'!A0", 'HYPERLINK("http://x.example","甲")', "1+1", "SUM(1)*cmd|'x'!A1"),
    )
)
_PATHS: Final = (
    "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "file:///etc/passwd", "%2e%2e%2f%2e%2e%2fetc",
    "CON", "a\u0000b", "\u202egnp.exe", "\ufeff甲", "甲\u2028乙", "𠮷\U0001f3ed", "\u200b", "İstanbul", "a" * 90, "甲\r乙", "%s%n%x",
    "{0}", "{page}", "__proto__", "constructor",
)  # fmt: skip

PAYLOADS: Final = tuple(
    dict.fromkeys((*_SQL, *_FORMULAS, *_PATHS, *(form.format(call) for call in _CALL for form in _MARKUP), *(
        f"{form.format(call)}甲市" for call in _CALL[:4] for form in _MARKUP
    )))
)[:500]  # fmt: skip

VISIBLE: Final = tuple(payload for payload in PAYLOADS if payload.isprintable())
"""Those that can stand in one line of a text."""
