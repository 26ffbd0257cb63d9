-- Schema 1. What each table and column means: docs/library.md.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('library', lower(hex(randomblob(16)))), ('gone_trimmed', 0);

-- Words that many rows share, each once.
CREATE TABLE term (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE concept (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE camera (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE space (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  country TEXT NOT NULL
);
CREATE TABLE panel (id INTEGER PRIMARY KEY, seen_by TEXT NOT NULL UNIQUE);
CREATE TABLE panel_task (
  panel_id INTEGER NOT NULL REFERENCES panel(id) ON DELETE CASCADE,
  task TEXT NOT NULL,
  network TEXT NOT NULL,
  PRIMARY KEY (panel_id, task)
) WITHOUT ROWID;

-- Files.
CREATE TABLE stack (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL);
CREATE TABLE asset (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  kind INTEGER NOT NULL,
  format_id INTEGER NOT NULL REFERENCES term(id),
  bytes INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  duration_us INTEGER NOT NULL,
  content_id TEXT,
  perceptual_hash INTEGER,
  previous_id INTEGER REFERENCES asset(id) ON DELETE SET NULL,
  stack_id INTEGER REFERENCES stack(id) ON DELETE SET NULL,
  in_front INTEGER NOT NULL DEFAULT 1,
  paths INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX asset_by_content_id ON asset(content_id) WHERE content_id IS NOT NULL;
CREATE INDEX asset_by_stack ON asset(stack_id) WHERE stack_id IS NOT NULL;
CREATE INDEX asset_by_previous ON asset(previous_id) WHERE previous_id IS NOT NULL;

CREATE TABLE folder (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE file (
  folder_id INTEGER NOT NULL REFERENCES folder(id),
  name TEXT NOT NULL,
  asset_id INTEGER REFERENCES asset(id) ON DELETE CASCADE,
  bytes INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  failure TEXT,
  PRIMARY KEY (folder_id, name)
) WITHOUT ROWID;
CREATE INDEX file_by_asset ON file(asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX file_failed ON file(folder_id, name) WHERE failure IS NOT NULL;

-- Work still to be done for an asset.
CREATE TABLE work (
  asset_id INTEGER NOT NULL REFERENCES asset(id) ON DELETE CASCADE,
  pass INTEGER NOT NULL,
  state INTEGER NOT NULL,
  at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  worker TEXT,
  taken_s INTEGER,
  reason TEXT,
  PRIMARY KEY (asset_id, pass)
) WITHOUT ROWID;
CREATE INDEX work_waiting ON work(pass, at, asset_id) WHERE state = 0;
CREATE INDEX work_taken ON work(worker) WHERE state = 1;
CREATE INDEX work_failed ON work(pass, at) WHERE state = 2;

-- Moments.
CREATE TABLE moment (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  asset_id INTEGER REFERENCES asset(id) ON DELETE CASCADE,
  source TEXT,
  from_us INTEGER NOT NULL,
  until_us INTEGER NOT NULL,
  at INTEGER NOT NULL,
  offset_min INTEGER,
  precision INTEGER NOT NULL DEFAULT 0,
  taken_by INTEGER REFERENCES term(id),
  latitude REAL,
  longitude REAL,
  altitude REAL,
  place_id INTEGER REFERENCES place(id),
  camera_id INTEGER REFERENCES camera(id),
  lead INTEGER NOT NULL,
  absent INTEGER NOT NULL DEFAULT 0,
  favourite INTEGER NOT NULL DEFAULT 0,
  rating INTEGER NOT NULL DEFAULT 0,
  hidden INTEGER NOT NULL DEFAULT 0,
  binned INTEGER NOT NULL DEFAULT 0,
  faces INTEGER NOT NULL DEFAULT 0,
  shelf INTEGER NOT NULL,
  CHECK ((asset_id IS NULL) <> (source IS NULL))
);
CREATE UNIQUE INDEX moment_of_asset ON moment(asset_id, from_us, until_us)
  WHERE asset_id IS NOT NULL;
CREATE UNIQUE INDEX moment_of_source ON moment(source, kind, from_us, until_us)
  WHERE source IS NOT NULL;
CREATE INDEX moment_by_time ON moment(shelf, at);
CREATE INDEX moment_by_kind ON moment(shelf, kind, at);
CREATE INDEX moment_by_camera ON moment(shelf, camera_id, at) WHERE camera_id IS NOT NULL;
CREATE INDEX moment_by_place ON moment(shelf, place_id, at) WHERE place_id IS NOT NULL;
CREATE INDEX moment_by_position ON moment(shelf, latitude, longitude, at)
  WHERE latitude IS NOT NULL;
CREATE INDEX moment_by_rating ON moment(shelf, rating, at);
CREATE INDEX moment_by_favourite ON moment(shelf, at) WHERE favourite = 1;
CREATE INDEX moment_by_faces ON moment(shelf, at) WHERE faces > 0;

CREATE TABLE post (
  moment_id INTEGER PRIMARY KEY REFERENCES moment(id) ON DELETE CASCADE,
  author TEXT NOT NULL,
  community TEXT NOT NULL,
  words TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX post_by_community ON post(community, at, moment_id);
CREATE INDEX post_by_author ON post(author, at, moment_id);

CREATE TABLE note (
  moment_id INTEGER PRIMARY KEY REFERENCES moment(id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  keywords TEXT NOT NULL,
  stars INTEGER,
  dates_set_aside TEXT NOT NULL,
  flaw TEXT NOT NULL
);
CREATE TABLE region (
  moment_id INTEGER NOT NULL REFERENCES moment(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  box_left REAL NOT NULL,
  box_top REAL NOT NULL,
  box_right REAL NOT NULL,
  box_bottom REAL NOT NULL,
  PRIMARY KEY (moment_id, n)
) WITHOUT ROWID;

-- Sights.
CREATE TABLE picture (
  moment_id INTEGER NOT NULL REFERENCES moment(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  asset_id INTEGER REFERENCES asset(id) ON DELETE SET NULL,
  panel_id INTEGER REFERENCES panel(id),
  looked INTEGER NOT NULL DEFAULT 0,
  guesses BLOB,
  PRIMARY KEY (moment_id, n)
) WITHOUT ROWID;
CREATE INDEX picture_by_panel ON picture(panel_id, moment_id);
CREATE INDEX picture_by_asset ON picture(asset_id) WHERE asset_id IS NOT NULL;

CREATE TABLE tag (
  moment_id INTEGER NOT NULL REFERENCES moment(id) ON DELETE CASCADE,
  picture INTEGER NOT NULL,
  concept_id INTEGER NOT NULL REFERENCES concept(id),
  at INTEGER NOT NULL,
  rank INTEGER,
  confidence REAL NOT NULL,
  evidence_id INTEGER REFERENCES term(id),
  owner INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (moment_id, picture, concept_id)
) WITHOUT ROWID;
CREATE INDEX tag_by_concept ON tag(concept_id, at, moment_id) WHERE owner >= 0;

CREATE TABLE object (
  moment_id INTEGER NOT NULL REFERENCES moment(id) ON DELETE CASCADE,
  picture INTEGER NOT NULL,
  n INTEGER NOT NULL,
  concept_id INTEGER NOT NULL REFERENCES concept(id),
  category_id INTEGER NOT NULL REFERENCES term(id),
  at INTEGER NOT NULL,
  confidence REAL NOT NULL,
  box_left REAL NOT NULL,
  box_top REAL NOT NULL,
  box_right REAL NOT NULL,
  box_bottom REAL NOT NULL,
  PRIMARY KEY (moment_id, picture, n)
) WITHOUT ROWID;
CREATE INDEX object_by_concept ON object(concept_id, at, moment_id);

CREATE TABLE colour (
  moment_id INTEGER NOT NULL REFERENCES moment(id) ON DELETE CASCADE,
  picture INTEGER NOT NULL,
  n INTEGER NOT NULL,
  name_id INTEGER NOT NULL REFERENCES term(id),
  at INTEGER NOT NULL,
  share REAL NOT NULL,
  rgb INTEGER NOT NULL,
  PRIMARY KEY (moment_id, picture, n)
) WITHOUT ROWID;
CREATE INDEX colour_by_name ON colour(name_id, at, moment_id);

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE face (
  id INTEGER PRIMARY KEY,
  moment_id INTEGER NOT NULL REFERENCES moment(id) ON DELETE CASCADE,
  picture INTEGER NOT NULL,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  box_left REAL NOT NULL,
  box_top REAL NOT NULL,
  box_right REAL NOT NULL,
  box_bottom REAL NOT NULL,
  scheme_id INTEGER NOT NULL REFERENCES term(id),
  landmarks BLOB NOT NULL,
  confidence REAL NOT NULL,
  quality REAL NOT NULL,
  person_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  named_by INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX face_of_picture ON face(moment_id, picture, n);
CREATE INDEX face_by_person ON face(person_id, at, moment_id) WHERE person_id IS NOT NULL;

CREATE TABLE text_line (
  moment_id INTEGER NOT NULL REFERENCES moment(id) ON DELETE CASCADE,
  picture INTEGER NOT NULL,
  n INTEGER NOT NULL,
  text TEXT NOT NULL,
  quad BLOB NOT NULL,
  language_id INTEGER NOT NULL REFERENCES term(id),
  confidence REAL NOT NULL,
  PRIMARY KEY (moment_id, picture, n)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(seen, said, named, tokenize = 'nunchi');

-- Vectors.
CREATE TABLE embedding (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  moment_id INTEGER NOT NULL REFERENCES moment(id) ON DELETE CASCADE,
  picture INTEGER NOT NULL,
  part INTEGER NOT NULL,
  n INTEGER NOT NULL,
  space_id INTEGER NOT NULL REFERENCES space(id),
  vector BLOB NOT NULL
);
CREATE UNIQUE INDEX embedding_of_part ON embedding(moment_id, picture, part, n);
CREATE INDEX embedding_by_space ON embedding(space_id, id);
CREATE TABLE embedding_gone (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  space_id INTEGER NOT NULL,
  moment_id INTEGER NOT NULL,
  embedding_id INTEGER NOT NULL
);
CREATE INDEX embedding_gone_by_space ON embedding_gone(space_id, id);
CREATE TRIGGER embedding_goes AFTER DELETE ON embedding BEGIN
  INSERT INTO embedding_gone(space_id, moment_id, embedding_id)
  VALUES (old.space_id, old.moment_id, old.id);
END;

-- The owner's word.
CREATE TABLE corrected_taken (
  moment_id INTEGER PRIMARY KEY REFERENCES moment(id) ON DELETE CASCADE,
  said_at INTEGER NOT NULL,
  said_offset_min INTEGER,
  said_precision INTEGER NOT NULL,
  said_by INTEGER REFERENCES term(id)
);
CREATE TABLE corrected_position (
  moment_id INTEGER PRIMARY KEY REFERENCES moment(id) ON DELETE CASCADE,
  said_latitude REAL,
  said_longitude REAL,
  said_altitude REAL,
  said_place_id INTEGER REFERENCES place(id)
);
CREATE TABLE album (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  query TEXT,
  removed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE album_item (
  album_id INTEGER NOT NULL REFERENCES album(id) ON DELETE CASCADE,
  moment_id INTEGER NOT NULL REFERENCES moment(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (album_id, moment_id)
) WITHOUT ROWID;
CREATE INDEX album_item_by_moment ON album_item(moment_id);
CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at_s INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX journal_by_state ON journal(state, id);
CREATE TABLE change (
  journal_id INTEGER NOT NULL REFERENCES journal(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  field INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  other INTEGER NOT NULL,
  before,
  after,
  PRIMARY KEY (journal_id, n)
) WITHOUT ROWID;

-- When a moment moves in time, all that is found by time moves with it.
CREATE TRIGGER moment_moves AFTER UPDATE OF at ON moment WHEN old.at <> new.at BEGIN
  UPDATE tag SET at = new.at WHERE moment_id = new.id;
  UPDATE object SET at = new.at WHERE moment_id = new.id;
  UPDATE face SET at = new.at WHERE moment_id = new.id;
  UPDATE colour SET at = new.at WHERE moment_id = new.id;
  UPDATE post SET at = new.at WHERE moment_id = new.id;
END;
-- A plain column, not a generated one: only of those an index can answer alone.
CREATE TRIGGER moment_shelved AFTER UPDATE OF absent, binned, hidden ON moment BEGIN
  UPDATE moment SET shelf = CASE
    WHEN absent THEN 4 WHEN binned THEN 3 WHEN hidden THEN 2 WHEN lead THEN 0 ELSE 1 END
  WHERE id = new.id;
END;
-- A file without a path, or behind another in its stack, is not shown.
CREATE TRIGGER asset_shows AFTER UPDATE OF paths, in_front ON asset
WHEN (old.paths = 0 OR old.in_front = 0) <> (new.paths = 0 OR new.in_front = 0) BEGIN
  UPDATE moment SET absent = (new.paths = 0 OR new.in_front = 0) WHERE asset_id = new.id;
END;
CREATE TRIGGER file_comes AFTER INSERT ON file WHEN new.asset_id IS NOT NULL BEGIN
  UPDATE asset SET paths = paths + 1 WHERE id = new.asset_id;
END;
CREATE TRIGGER file_goes AFTER DELETE ON file WHEN old.asset_id IS NOT NULL BEGIN
  UPDATE asset SET paths = paths - 1 WHERE id = old.asset_id;
END;
CREATE TRIGGER file_changes AFTER UPDATE OF asset_id ON file
WHEN old.asset_id IS NOT new.asset_id BEGIN
  UPDATE asset SET paths = paths - 1 WHERE id = old.asset_id;
  UPDATE asset SET paths = paths + 1 WHERE id = new.asset_id;
END;

-- What `status` answers with, kept up to date.
CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counter VALUES ('assets', 0), ('photos', 0), ('videos', 0), ('moments', 0),
  ('faces', 0), ('failed', 0), ('pending', 0), ('bytes', 0);
CREATE TRIGGER count_asset AFTER INSERT ON asset BEGIN
  UPDATE counter SET n = n + 1 WHERE name = 'assets';
  UPDATE counter SET n = n + new.bytes WHERE name = 'bytes';
  UPDATE counter SET n = n + 1 WHERE name = iif(new.kind = 0, 'photos', 'videos');
END;
CREATE TRIGGER uncount_asset AFTER DELETE ON asset BEGIN
  UPDATE counter SET n = n - 1 WHERE name = 'assets';
  UPDATE counter SET n = n - old.bytes WHERE name = 'bytes';
  UPDATE counter SET n = n - 1 WHERE name = iif(old.kind = 0, 'photos', 'videos');
END;
CREATE TRIGGER count_moment AFTER INSERT ON moment BEGIN
  UPDATE counter SET n = n + 1 WHERE name = 'moments';
END;
CREATE TRIGGER uncount_moment AFTER DELETE ON moment BEGIN
  UPDATE counter SET n = n - 1 WHERE name = 'moments';
END;
CREATE TRIGGER count_face AFTER INSERT ON face BEGIN
  UPDATE counter SET n = n + 1 WHERE name = 'faces';
END;
CREATE TRIGGER uncount_face AFTER DELETE ON face BEGIN
  UPDATE counter SET n = n - 1 WHERE name = 'faces';
END;
CREATE TRIGGER count_work AFTER INSERT ON work BEGIN
  UPDATE counter SET n = n + 1 WHERE name = iif(new.state = 2, 'failed', 'pending');
END;
CREATE TRIGGER uncount_work AFTER DELETE ON work BEGIN
  UPDATE counter SET n = n - 1 WHERE name = iif(old.state = 2, 'failed', 'pending');
END;
CREATE TRIGGER recount_work AFTER UPDATE OF state ON work
WHEN (old.state = 2) <> (new.state = 2) BEGIN
  UPDATE counter SET n = n - 1 WHERE name = iif(old.state = 2, 'failed', 'pending');
  UPDATE counter SET n = n + 1 WHERE name = iif(new.state = 2, 'failed', 'pending');
END;
CREATE TRIGGER count_failure AFTER INSERT ON file WHEN new.failure IS NOT NULL BEGIN
  UPDATE counter SET n = n + 1 WHERE name = 'failed';
END;
CREATE TRIGGER uncount_failure AFTER DELETE ON file WHEN old.failure IS NOT NULL BEGIN
  UPDATE counter SET n = n - 1 WHERE name = 'failed';
END;
CREATE TRIGGER recount_failure AFTER UPDATE OF failure ON file
WHEN (old.failure IS NULL) <> (new.failure IS NULL) BEGIN
  UPDATE counter SET n = n + iif(new.failure IS NULL, -1, 1) WHERE name = 'failed';
END;
