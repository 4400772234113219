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
  state TEXT NOT NULL CHECK (state = 'scheduled' OR state = 'claimed' OR state = 'emitted'
    OR state = 'retryable' OR state = 'unconfirmed' OR state = 'failed' OR state = 'missed'
    OR state = 'cancelled' OR state = 'published'),
  scheduledAt INTEGER NOT NULL,
  emittedAt INTEGER,
  deliveryKey TEXT NOT NULL UNIQUE,
  url TEXT,
  reason TEXT,
  isMission INTEGER NOT NULL CHECK (isMission IN (0, 1)),
  hasMentions INTEGER NOT NULL CHECK (hasMentions IN (0, 1)),
  -- Whether its submission is approved, and when that one's window ends.
  isApproved INTEGER NOT NULL CHECK (isApproved IN (0, 1)),
  windowEnd INTEGER,
  PRIMARY KEY (submission, revision, channel),
  FOREIGN KEY (submission, revision) REFERENCES revision (submission, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveryByChannel ON delivery (channel, scheduledAt, isMission)
  WHERE state <> 'cancelled' AND state <> 'missed' AND state <> 'failed';
CREATE INDEX deliveryByInstant ON delivery (scheduledAt)
  WHERE state <> 'cancelled' AND state <> 'missed' AND state <> 'failed';
CREATE INDEX deliveryByWindowEnd ON delivery (isApproved, windowEnd)
  WHERE state = 'scheduled' OR state = 'claimed' OR state = 'retryable';
CREATE INDEX deliveryDue ON delivery (scheduledAt) WHERE state IN ('scheduled', 'retryable');
CREATE INDEX deliveryInTrouble ON delivery (state, scheduledAt)
  WHERE state = 'claimed' OR state = 'unconfirmed' OR state = 'failed';
CREATE INDEX deliveryMissed ON delivery (scheduledAt)
  WHERE state = 'missed' AND isApproved = 1;
CREATE INDEX deliveryOfMission ON delivery (scheduledAt)
  WHERE isMission = 1 AND state <> 'cancelled' AND state <> 'missed' AND state <> 'failed';
CREATE INDEX deliveryWithMentions ON delivery (scheduledAt)
  WHERE hasMentions = 1 AND state <> 'cancelled' AND state <> 'missed' AND state <> 'failed';
CREATE TRIGGER deliveryCounts AFTER INSERT ON delivery BEGIN
  INSERT INTO stateCount VALUES ('delivery', NEW.state, 1)
  ON CONFLICT (subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER deliveryCountsAgain AFTER UPDATE OF state ON delivery
WHEN NEW.state <> OLD.state BEGIN
  UPDATE stateCount SET count = count - 1 WHERE subject = 'delivery' AND state = OLD.state;
  INSERT INTO stateCount VALUES ('delivery', NEW.state, 1)
  ON CONFLICT (subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER deliveryNeverGoes BEFORE DELETE ON delivery
BEGIN SELECT RAISE(ABORT, 'a delivery never goes'); END;
CREATE TABLE ledgerEntry (
  sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence >= 1),
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  submission INTEGER REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED,
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
BEGIN SELECT RAISE(ROLLBACK, 'the ledger is only added to'); END;
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
BEGIN SELECT RAISE(ROLLBACK, 'the ledger is only added to'); END;
CREATE TRIGGER ledgerHeadNeverGoes BEFORE DELETE ON ledgerHead
BEGIN SELECT RAISE(ABORT, 'the ledger never forgets'); END;
CREATE TABLE quotaCount (
  assistant TEXT NOT NULL,
  quarter INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 1),
  PRIMARY KEY (assistant, quarter)
) STRICT, WITHOUT ROWID;
CREATE TABLE revision (
  id INTEGER NOT NULL PRIMARY KEY,
  submission INTEGER NOT NULL
    REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL CHECK (number >= 1),
  submittedBy TEXT NOT NULL,
  submittedAt INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  bytesDigest TEXT NOT NULL,
  kind TEXT NOT NULL,
  channels TEXT NOT NULL,
  isPromotional INTEGER NOT NULL CHECK (isPromotional IN (0, 1)),
  title TEXT,
  topics TEXT NOT NULL,
  why TEXT,
  purposeKey TEXT,
  people TEXT NOT NULL,
  asked TEXT NOT NULL,
  path TEXT NOT NULL,
  wording TEXT NOT NULL,
  content TEXT NOT NULL,
  report TEXT NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (submission, number)
) STRICT;
CREATE INDEX revisionByDigest ON revision (substr(bytesDigest, 1, 16));
CREATE INDEX revisionByPurpose ON revision (purposeKey) WHERE purposeKey IS NOT NULL;
CREATE TRIGGER revisionFollows BEFORE INSERT ON revision
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM revision
  WHERE submission = NEW.submission)
BEGIN SELECT RAISE(ROLLBACK, 'revisions are numbered without gaps'); END;
CREATE TRIGGER revisionNeverChanges BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END;
CREATE TRIGGER revisionNeverGoes BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision never goes'); END;
CREATE TABLE stateCount (
  subject TEXT NOT NULL CHECK (subject IN ('submission', 'delivery')),
  state TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (subject, state)
) STRICT, WITHOUT ROWID;
CREATE TABLE submission (
  id INTEGER NOT NULL PRIMARY KEY,
  assistant TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state = 'blocked' OR state = 'pending'
    OR state = 'changes-requested' OR state = 'approved' OR state = 'rejected'
    OR state = 'withdrawn' OR state = 'revoked' OR state = 'expired'),
  latestRevision INTEGER NOT NULL CHECK (latestRevision >= 1),
  submittedAt INTEGER NOT NULL,
  reachedPendingAt INTEGER,
  windowEnd INTEGER,
  -- Of the newest revision, with what the owner waived taken as waived.
  verdict TEXT NOT NULL
    CHECK (verdict = 'clear' OR verdict = 'flagged' OR verdict = 'blocked')
) STRICT;
CREATE INDEX submissionByQuota ON submission (assistant, reachedPendingAt)
  WHERE reachedPendingAt IS NOT NULL;
CREATE INDEX submissionByWindowEnd ON submission (state, windowEnd)
  WHERE (state = 'blocked' OR state = 'pending' OR state = 'changes-requested')
    AND windowEnd IS NOT NULL;
CREATE INDEX submissionWaiting ON submission
  (state, coalesce(reachedPendingAt, submittedAt), id) WHERE state IN ('blocked', 'pending');
CREATE TRIGGER quotaCounts AFTER INSERT ON submission
WHEN NEW.reachedPendingAt IS NOT NULL BEGIN
  UPDATE quotaCount SET count = count + 1
    WHERE assistant = NEW.assistant AND quarter = NEW.reachedPendingAt / 900000;
  INSERT INTO quotaCount SELECT NEW.assistant, NEW.reachedPendingAt / 900000, 1
    WHERE changes() = 0;
END;
CREATE TRIGGER quotaCountsAgain AFTER UPDATE OF reachedPendingAt ON submission
WHEN OLD.reachedPendingAt IS NULL AND NEW.reachedPendingAt IS NOT NULL BEGIN
  INSERT INTO quotaCount VALUES (NEW.assistant, NEW.reachedPendingAt / 900000, 1)
  ON CONFLICT (assistant, quarter) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER quotaNeverChanges BEFORE UPDATE OF reachedPendingAt, assistant ON submission
WHEN OLD.assistant <> NEW.assistant
  OR OLD.reachedPendingAt IS NOT NULL AND NEW.reachedPendingAt IS NOT OLD.reachedPendingAt
BEGIN SELECT RAISE(ABORT, 'a submission waits for the first time once'); END;
CREATE TRIGGER submissionCounts AFTER INSERT ON submission BEGIN
  UPDATE stateCount SET count = count + 1 WHERE subject = 'submission' AND state = NEW.state;
  INSERT INTO stateCount SELECT 'submission', NEW.state, 1 WHERE changes() = 0;
END;
CREATE TRIGGER submissionCountsAgain AFTER UPDATE OF state ON submission
WHEN NEW.state <> OLD.state BEGIN
  UPDATE stateCount SET count = count - 1 WHERE subject = 'submission' AND state = OLD.state;
  INSERT INTO stateCount VALUES ('submission', NEW.state, 1)
  ON CONFLICT (subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER submissionNeverGoes BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'a submission never goes'); END;
CREATE TABLE submissionChannel (
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  submission INTEGER NOT NULL,
  assistant TEXT NOT NULL,
  PRIMARY KEY (channel, state, submission)
) STRICT, WITHOUT ROWID;
CREATE INDEX submissionChannelByAssistant
  ON submissionChannel (assistant, channel, state, submission);
CREATE TABLE wordingActivity (
  page INTEGER NOT NULL PRIMARY KEY,
  until INTEGER NOT NULL
) STRICT;
CREATE INDEX wordingActivityByInstant ON wordingActivity (until);
CREATE TABLE wordingPage (
  id INTEGER NOT NULL PRIMARY KEY,
  sketches BLOB NOT NULL
) STRICT;
CREATE TABLE wordingSketch (
  revision INTEGER NOT NULL,
  part INTEGER NOT NULL,
  sketch BLOB NOT NULL,
  PRIMARY KEY (revision, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE workspace (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  workspaceKey TEXT NOT NULL,
  isSimulation INTEGER NOT NULL CHECK (isSimulation IN (0, 1)),
  createdAt INTEGER NOT NULL
) STRICT;
