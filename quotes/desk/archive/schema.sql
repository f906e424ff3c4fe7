-- The archive, version 1 (PRAGMA user_version): one SQLite file, in WAL mode, with an FTS5 index.
-- A number is a key within the file; an id is what the records say.

CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    path TEXT, -- where it was read
    sha256 TEXT NOT NULL, -- of its text
    title TEXT,
    url TEXT,
    publisher TEXT,
    byline TEXT,
    published TEXT, -- as the article says
    language TEXT,
    day TEXT, -- published as YYYY-MM-DD, null where it is not a clear date
    outlet TEXT, -- the publisher, else the host of the address
    run INTEGER NOT NULL REFERENCES runs (number) -- that had it last
);
CREATE UNIQUE INDEX articles_key ON articles (id, ifnull(path, ''), sha256);
CREATE INDEX articles_day ON articles (day);

-- Texts of articles, where they are known; offsets of records count their characters.
CREATE TABLE texts (
    article INTEGER PRIMARY KEY REFERENCES articles (number),
    text TEXT NOT NULL
);

-- The records of each article as JSON Lines, byte for byte, packed by Zstandard.
CREATE TABLE lines (
    article INTEGER PRIMARY KEY REFERENCES articles (number),
    packed BLOB NOT NULL
);

-- One row per record, its columns as `quotes extract -o quotes.csv` has them.
CREATE TABLE records (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number),
    id TEXT NOT NULL,
    speaker TEXT,
    description TEXT,
    source TEXT,
    cue TEXT,
    verb_class TEXT,
    quote_type TEXT NOT NULL,
    mode TEXT NOT NULL,
    content TEXT NOT NULL,
    nature TEXT,
    sector TEXT,
    anonymity TEXT,
    addressee TEXT,
    medium TEXT,
    start INTEGER,
    "end" INTEGER,
    construction TEXT,
    confidence REAL NOT NULL,
    speaker_id TEXT,
    speaker_confidence REAL,
    resolution TEXT,
    members TEXT,
    member_ids TEXT,
    unresolved TEXT,
    reason TEXT,
    secondhand INTEGER,
    declined INTEGER,
    lemma TEXT,
    tense TEXT,
    negated INTEGER,
    verbatim TEXT,
    context TEXT NOT NULL,
    parent TEXT,
    continues TEXT,
    review TEXT,
    reviewed_by TEXT,
    reviewed_at TEXT,
    quotes_version TEXT,
    model TEXT,
    schema_version TEXT
);
CREATE UNIQUE INDEX records_article ON records (article, id);

-- Full text of what was said and of the sentences around it. English words are found in any form: talks, talking.
CREATE VIRTUAL TABLE search USING fts5 (
    content, context, content="records", content_rowid="number", tokenize="porter unicode61 remove_diacritics 2"
);

-- The speakers over all articles. `identity` says what makes them one: "alias vladimir putin" (your table of aliases),
-- "named_person vladimir putin" (the full name), or "article 12 official" (in one article alone).
CREATE TABLE speakers (
    number INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    nature TEXT,
    sector TEXT,
    description TEXT,
    wikidata TEXT,
    merged TEXT, -- name or alias, null for a speaker of one article
    records INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0
);

-- Names and descriptions of speakers; `key` is without case, titles and articles.
CREATE TABLE names (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL
);
CREATE INDEX names_key ON names (key);

-- A speaker of one article, under the id that its records have: "jens-stoltenberg".
CREATE TABLE appearances (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number),
    id TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES names (number),
    nature TEXT,
    sector TEXT,
    description TEXT,
    records INTEGER NOT NULL,
    first INTEGER NOT NULL, -- number of its first record
    speaker INTEGER NOT NULL REFERENCES speakers (number)
);
CREATE UNIQUE INDEX appearances_article ON appearances (article, id);
CREATE INDEX appearances_name ON appearances (name);
CREATE INDEX appearances_speaker ON appearances (speaker);

-- Who each record is credited to; a joint source credits each of its members.
CREATE TABLE credits (
    appearance INTEGER NOT NULL REFERENCES appearances (number),
    record INTEGER NOT NULL REFERENCES records (number),
    PRIMARY KEY (appearance, record)
) WITHOUT ROWID;
CREATE INDEX credits_record ON credits (record);

-- Names that two speakers of one article share: they merge nothing.
CREATE TABLE shared_names (key TEXT PRIMARY KEY) WITHOUT ROWID;

-- What the newsroom decided and knows about speakers: its tables of aliases, Wikidata ids and attributes.
CREATE TABLE aliases (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    sector TEXT
) WITHOUT ROWID;
-- Who a name is in one article alone, by the article's id.
CREATE TABLE splits (
    key TEXT NOT NULL,
    article TEXT NOT NULL,
    name TEXT NOT NULL,
    sector TEXT,
    PRIMARY KEY (key, article)
) WITHOUT ROWID;
CREATE TABLE wikidata (
    key TEXT PRIMARY KEY,
    id TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE given_attributes (
    key TEXT NOT NULL, -- of the name, or empty
    id TEXT NOT NULL, -- of the speaker, or empty
    attribute TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE TABLE attributes (
    speaker INTEGER NOT NULL REFERENCES speakers (number),
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (speaker, attribute)
) WITHOUT ROWID;

-- Speakers whose row is out of date since their articles changed; brought up to date at the end of each command.
CREATE TABLE stale_speakers (speaker INTEGER PRIMARY KEY);

-- What changed the archive, and how far an interrupted `quotes extract --archive` has come.
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT, -- null: interrupted, or still at work
    settings TEXT, -- of an extraction: a hash of its options and paths
    progress TEXT -- of an extraction, as JSON
);

-- Views in plain words, for Datasette and other tools.
CREATE VIEW said AS
SELECT articles.day AS date, coalesce(speakers.name, records.speaker) AS speaker, records.content AS said,
    records.quote_type AS type, records.cue, records.context, articles.title AS article, articles.outlet, articles.url,
    records.confidence, records.number AS record
FROM records JOIN articles ON articles.number = records.article
    LEFT JOIN credits ON credits.record = records.number
    LEFT JOIN appearances ON appearances.number = credits.appearance
    LEFT JOIN speakers ON speakers.number = appearances.speaker
WHERE records.review IS NOT 'rejected';

CREATE VIEW people AS
SELECT speakers.name, description, nature, sector, wikidata, merged, records, articles, speakers.number AS speaker
FROM speakers;

CREATE VIEW speaker_names AS
SELECT appearances.speaker, names.name, count(*) AS articles, sum(appearances.records) AS records
FROM appearances JOIN names ON names.number = appearances.name GROUP BY appearances.speaker, names.number;

-- Every column of a record and its article, as `quotes extract -o quotes.csv` names them.
CREATE VIEW flat_records AS
SELECT records.number, records.id, articles.id AS article, articles.published, records.speaker, records.description, records.source,
    records.cue, records.verb_class, records.quote_type, records.mode, records.content, records.nature, records.sector,
    records.anonymity, records.addressee, records.medium, records.start, records."end", records.construction,
    records.confidence, records.speaker_id, records.speaker_confidence, records.resolution, records.members,
    records.member_ids, records.unresolved, records.reason, records.secondhand, records.declined, records.lemma,
    records.tense, records.negated, records.verbatim, records.context, records.parent, records.continues,
    articles.title, articles.url, articles.publisher, articles.byline, articles.path, articles.sha256,
    articles.language, records.review, records.reviewed_by, records.reviewed_at, records.quotes_version, records.model,
    records.schema_version
FROM records JOIN articles ON articles.number = records.article;
