-- What `quotes watch` has seen, in the archive itself, so that an article and the note of it are written together.
-- Times are seconds since 1970, in UTC.

-- Feeds, sitemaps and indexes, as they were read last.
CREATE TABLE IF NOT EXISTS watch_feeds (
    url TEXT PRIMARY KEY,
    title TEXT,
    etag TEXT,
    last_modified TEXT,
    read_at REAL NOT NULL,
    changed TEXT -- of a sitemap, as its index says
) WITHOUT ROWID;

-- Articles and files that were seen, by their address without parameters that only count readers, or by their path.
CREATE TABLE IF NOT EXISTS watch_items (
    key TEXT PRIMARY KEY,
    place TEXT NOT NULL, -- the address or path as it is read
    feed TEXT NOT NULL, -- the feed or folder where it was seen first
    is_local INTEGER NOT NULL, -- the feed is in a network that is not public
    section TEXT,
    state TEXT NOT NULL, -- waiting, done, failed, left out
    tries INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL DEFAULT 0, -- when it is tried again
    version TEXT, -- of a file: its size and the time of its last change
    parts INTEGER NOT NULL DEFAULT 0, -- of a file: how many of its articles are done
    seen_at REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS watch_waiting ON watch_items (seen_at) WHERE state = 'waiting';

-- Hosts: their robots.txt, and when they may be asked again.
CREATE TABLE IF NOT EXISTS watch_hosts (
    host TEXT PRIMARY KEY,
    robots TEXT,
    robots_read REAL NOT NULL,
    not_before REAL NOT NULL,
    failures INTEGER NOT NULL
) WITHOUT ROWID;

-- Articles that came, in their order. A number of `articles` may be used again, so the hash of the text is here, too.
CREATE TABLE IF NOT EXISTS watch_arrivals (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    section TEXT
);
CREATE INDEX IF NOT EXISTS watch_arrivals_article ON watch_arrivals (article);

-- Digests that were written: each has the arrivals after `first` up to `last`.
CREATE TABLE IF NOT EXISTS watch_digests (
    number INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    made_at REAL NOT NULL
);
