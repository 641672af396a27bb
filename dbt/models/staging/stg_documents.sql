with documents as (select * from {{ source("raw", "documents") }})

select
    document,
    sha256 as document_sha256,
    file as document_file,
    title,
    outlet,
    source_kind,
    published,
    published_basis,
    url,
    licence,
    note,
    media_type,
    charset,
    charset_basis,
    extractor,
    text,
    replacements as replacement_count,
    char_count,
    published_on
from documents
