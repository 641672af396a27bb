-- What Python loads; dbt reads it as sources. Rows are keyed by content, so loading twice changes nothing.
create schema if not exists raw;
create schema if not exists meta;

create table if not exists raw.documents (
    document varchar primary key,
    file varchar not null,
    title varchar not null,
    outlet varchar not null,
    source_kind varchar not null default 'other',
    region_id varchar,
    published varchar not null,
    published_on date not null,
    published_basis varchar not null,
    url varchar not null,
    licence varchar not null,
    note varchar not null,
    sha256 varchar not null,
    media_type varchar not null,
    charset varchar not null,
    charset_basis varchar not null,
    extractor varchar not null,
    replacements integer not null,
    char_count integer not null,
    text varchar not null
);

create table if not exists raw.articles (
    article_id varchar primary key,
    document varchar not null,
    ordinal integer not null,
    title varchar not null,
    byline varchar not null,
    published varchar not null,
    published_on date not null,
    published_basis varchar not null,
    span_start integer not null,
    span_end integer not null,
    sentence_ends integer[] not null
);

create table if not exists raw.segments (
    document varchar not null,
    ordinal integer not null,
    kind varchar not null,
    article_id varchar,
    span_start integer not null,
    span_end integer not null,
    primary key (document, ordinal)
);

create table if not exists raw.claims (
    claim_id varchar primary key,
    document varchar not null,
    article_id varchar not null,
    span_start integer not null,
    span_end integer not null,
    figure_text varchar not null,
    quote varchar not null,
    quote_start integer not null,
    quote_end integer not null,
    region_id varchar,
    subject varchar not null,
    indicator_id varchar,
    indicator_text varchar not null,
    measure varchar not null,
    value decimal(28, 6) not null,
    unit_text varchar not null,
    bound varchar not null,
    period varchar not null,
    period_kind varchar not null,
    period_start date,
    period_end date,
    status varchar not null,
    compared_with varchar not null,
    period_basis varchar not null,
    region_basis varchar not null,
    is_optional boolean not null,
    is_restatement boolean not null,
    origin varchar not null,
    curator varchar not null,
    curated_on date,
    source_file varchar not null,
    source_line integer not null,
    note varchar not null,
    rules varchar not null,
    confidence decimal(4, 3) not null,
    weakest_field varchar not null
);

create table if not exists raw.rejections (
    document varchar not null,
    article_id varchar not null,
    span_start integer not null,
    span_end integer not null,
    figure_text varchar not null,
    quote varchar not null,
    quote_start integer not null,
    quote_end integer not null,
    curator varchar not null,
    curated_on date not null,
    source_file varchar not null,
    source_line integer not null,
    note varchar not null,
    primary key (article_id, span_start, span_end)
);

create table if not exists raw.figures (
    document varchar not null,
    article_id varchar,
    span_start integer not null,
    span_end integer not null,
    figure_text varchar not null,
    kind varchar not null,
    value_low decimal(38, 9),
    value_high decimal(38, 9),
    unit_text varchar not null,
    bound varchar not null,
    reading varchar not null,
    reason varchar not null,
    primary key (document, span_start, span_end)
);

create table if not exists raw.periods (
    document varchar not null,
    article_id varchar not null,
    span_start integer not null,
    span_end integer not null,
    text varchar not null,
    period varchar not null,
    period_start date,
    period_end date,
    role varchar not null,
    basis varchar not null
);

create table if not exists raw.refusals (
    document varchar not null,
    file varchar not null,
    line integer,
    column_name varchar not null,
    kind varchar not null,
    found varchar not null,
    expected varchar not null,
    mend varchar not null
);

create table if not exists raw.rulings (
    conflict_id varchar,
    claim_id varchar,
    guard varchar not null,
    ruling varchar not null,
    reason varchar not null,
    ruled_by varchar not null,
    ruled_on date not null,
    source_line integer not null
);

create table if not exists raw.corrections (
    claim_id varchar primary key,
    printed_value decimal(28, 6) not null,
    corrected_value decimal(28, 6) not null,
    unit_text varchar not null,
    reason varchar not null,
    source varchar not null,
    corrected_by varchar not null,
    corrected_on date not null,
    source_line integer not null
);

create table if not exists raw.removals (
    kind varchar not null,
    key varchar not null,
    document varchar not null,
    removed_by varchar not null,
    removed_on varchar not null,
    note varchar not null
);

-- What claims use of the vocabulary, by the names that it had: the next build sees what is no longer there.
create table if not exists raw.words (
    seed varchar not null,
    key varchar not null,
    name varchar not null,
    primary key (seed, key)
);

create table if not exists meta.builds (
    build_id varchar primary key,
    sequence integer not null,
    mode varchar not null,
    package_version varchar not null,
    code_revision varchar not null,
    inputs_sha256 varchar not null,
    dbt_invocation_id varchar not null,
    document_count integer not null,
    article_count integer not null,
    claim_count integer not null,
    refusal_count integer not null,
    observation_count integer not null,
    figure_count integer, -- null: a build that kept no figures
    started_at timestamptz not null,
    finished_at timestamptz not null
);

create table if not exists meta.inputs (
    path varchar primary key,
    kind varchar not null,
    sha256 varchar not null
);
