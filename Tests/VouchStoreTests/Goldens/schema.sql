-- Schema 1
CREATE TABLE approval (
  id INTEGER NOT NULL PRIMARY KEY,
  submission INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  at INTEGER NOT NULL,
  windowStart INTEGER,
  windowEnd INTEGER,
  note TEXT,
  waivers TEXT NOT NULL,
  -- The ledger entry that holds the signed statement; written in the same transaction.
  entry INTEGER NOT NULL,
  FOREIGN KEY (submission, revision) REFERENCES revision (submission, number)
) STRICT;
CREATE INDEX approvalBySubmission ON approval (submission, id);
CREATE TRIGGER approvalNeverChanges BEFORE UPDATE ON approval
BEGIN SELECT RAISE(ABORT, 'an approval never changes'); END;
CREATE TRIGGER approvalNeverGoes BEFORE DELETE ON approval
BEGIN SELECT RAISE(ABORT, 'an approval never goes'); END;
CREATE TABLE assistant (
  name TEXT NOT NULL PRIMARY KEY,
  trainedAt INTEGER,
  suspension TEXT,
  addedAt INTEGER NOT NULL
) STRICT;
CREATE TABLE assistantReference (
  id INTEGER NOT NULL PRIMARY KEY,
  assistant TEXT NOT NULL REFERENCES assistant (name),
  source TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX assistantReferenceByAssistant ON assistantReference (assistant, id);
CREATE TABLE delivery (
  submission INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('scheduled', 'claimed', 'emitted', 'retryable',
    'unconfirmed', 'failed', 'missed', 'cancelled', 'published')),
  scheduledAt INTEGER NOT NULL,
  emittedAt INTEGER,
  deliveryKey TEXT NOT NULL UNIQUE,
  url TEXT,
  reason TEXT,
  PRIMARY KEY (submission, revision, channel),
  FOREIGN KEY (submission, revision) REFERENCES revision (submission, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveryByChannel ON delivery (channel, scheduledAt) WHERE emittedAt IS NOT NULL;
CREATE INDEX deliveryByInstant ON delivery (scheduledAt)
  WHERE state NOT IN ('cancelled', 'missed', 'failed');
CREATE INDEX deliveryByState ON delivery (state, scheduledAt);
CREATE INDEX deliveryDue ON delivery (scheduledAt) WHERE state IN ('scheduled', 'retryable');
CREATE TRIGGER deliveryNeverGoes BEFORE DELETE ON delivery
BEGIN SELECT RAISE(ABORT, 'a delivery never goes'); END;
CREATE TABLE ledgerEntry (
  sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence >= 1),
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  submission INTEGER REFERENCES submission (id),
  details TEXT NOT NULL,
  previous TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX ledgerEntryBySubmission ON ledgerEntry (submission, sequence)
  WHERE submission IS NOT NULL;
CREATE INDEX ledgerEntryOfWorkspace ON ledgerEntry (event, sequence)
  WHERE submission IS NULL;
CREATE TRIGGER ledgerEntryFollows BEFORE INSERT ON ledgerEntry
WHEN NEW.sequence <> 1 + (SELECT coalesce(max(sequence), 0) FROM ledgerEntry)
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledgerEntryNeverChanges BEFORE UPDATE ON ledgerEntry
BEGIN SELECT RAISE(ABORT, 'the ledger never changes'); END;
CREATE TRIGGER ledgerEntryNeverGoes BEFORE DELETE ON ledgerEntry
BEGIN SELECT RAISE(ABORT, 'the ledger never forgets'); END;
CREATE TABLE ledgerHead (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  sequence INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE TRIGGER ledgerHeadFollows BEFORE UPDATE ON ledgerHead
WHEN NEW.sequence <> OLD.sequence + 1
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledgerHeadNeverGoes BEFORE DELETE ON ledgerHead
BEGIN SELECT RAISE(ABORT, 'the ledger never forgets'); END;
CREATE TABLE revision (
  submission INTEGER NOT NULL REFERENCES submission (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  submittedBy TEXT NOT NULL,
  submittedAt INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  bytesDigest TEXT NOT NULL,
  kind TEXT NOT NULL,
  channels TEXT NOT NULL,
  isPromotional INTEGER NOT NULL CHECK (isPromotional IN (0, 1)),
  purposeKey TEXT,
  people TEXT NOT NULL,
  asked TEXT NOT NULL,
  path TEXT NOT NULL,
  wording TEXT NOT NULL,
  content TEXT NOT NULL,
  report TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (submission, number)
) STRICT;
CREATE INDEX revisionByDigest ON revision (bytesDigest);
CREATE INDEX revisionByPurpose ON revision (purposeKey) WHERE purposeKey IS NOT NULL;
CREATE TRIGGER revisionFollows BEFORE INSERT ON revision
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM revision
  WHERE submission = NEW.submission)
BEGIN SELECT RAISE(ABORT, 'revisions are numbered without gaps'); END;
CREATE TRIGGER revisionNeverChanges BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END;
CREATE TRIGGER revisionNeverGoes BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision never goes'); END;
CREATE TABLE submission (
  id INTEGER NOT NULL PRIMARY KEY,
  assistant TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('blocked', 'pending', 'changes-requested', 'approved',
    'rejected', 'withdrawn', 'revoked', 'expired')),
  latestRevision INTEGER NOT NULL CHECK (latestRevision >= 1),
  submittedAt INTEGER NOT NULL,
  reachedPendingAt INTEGER,
  windowEnd INTEGER
) STRICT;
CREATE INDEX submissionByAssistant ON submission (assistant, reachedPendingAt);
CREATE INDEX submissionByState ON submission (state, id);
CREATE INDEX submissionByWindowEnd ON submission (windowEnd)
  WHERE state IN ('blocked', 'pending', 'changes-requested');
CREATE TRIGGER submissionNeverGoes BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'a submission never goes'); END;
CREATE TABLE wordingBand (
  band INTEGER NOT NULL,
  submission INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (band, submission, revision)
) STRICT, WITHOUT ROWID;
CREATE TABLE workspace (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  workspaceKey TEXT NOT NULL,
  isSimulation INTEGER NOT NULL CHECK (isSimulation IN (0, 1)),
  createdAt INTEGER NOT NULL
) STRICT;
