"""Files that take their reader more time or memory than they are worth."""

import zlib

PROSE = "2023年，嘉峪关市规模以上工业企业完成工业总产值1184亿元，同比增长7.3%，实现工业增加值167.9亿元。"


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head></head><body><article><p>{PROSE}</p>{body}</article></body></html>".encode()


def bold_page(count: int) -> bytes:
    """A page of so many bold digits in one paragraph; twice as many take four times as long."""
    return page("<p>" + "<b>1</b>亿" * count + "</p>")


def pdf(
    *, content: bytes, coding: bytes = b"", fonts: bytes = b"/F1 3 0 R", pages: int = 1, more: bytes = b""
) -> bytes:
    """A PDF whose pages all have the same content."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b"4 0 R " * pages, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << %b >> >> >>"
        % fonts,
        b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), coding, content),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(more), more),
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table) + end


SHOWN = b"BT /F1 12 Tf 72 720 Td (GDP 1184) Tj ET\n"
SLOW = {
    "many-bold-digits": (".html", bold_page(40_000)),
    "many-attributes": (".html", page("<p" + "".join(f" a{i}=1" for i in range(100_000)) + ">1184亿元</p>")),
    "many-lines": (".html", page("<p>" + "1亿<br>" * 400_000 + "</p>")),
    "one-page-500-times": (".pdf", pdf(content=SHOWN * 2000, pages=500)),
    "content-that-unpacks": (
        ".pdf",
        pdf(content=zlib.compress(SHOWN * 1_000_000, 9), coding=b"/Filter /FlateDecode"),
    ),
    "zeros-and-a-predictor": (
        ".pdf",
        pdf(
            content=zlib.compress(bytes(60_000_000), 9),
            coding=b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 1 >>",
        ),
    ),
}
"""Each takes more than 10 s."""
_FONT = b"/F%d << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >> "
LARGE = {
    "elements": (".html", page("<p>" + "<i>1</i>" * 100 + "</p>" + "<div>1亿</div>" * 150_000)),
    "fonts-of-65536-signs": (
        ".pdf",
        pdf(
            content=SHOWN,
            fonts=b"".join(_FONT % number for number in range(1, 2000)),
            more=b"1 beginbfrange\n<0000> <ffff> <0000>\nendbfrange\n",
        ),
    ),
}
"""Each takes more than 200 MB."""
