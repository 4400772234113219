extension Migration {
  /// Submissions, decisions, deliveries, people, and the ledger.
  static let m0001Foundation = Migration(
    number: 1,
    sql: """
      CREATE TABLE workspace (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        workspaceKey TEXT NOT NULL,
        isSimulation INTEGER NOT NULL CHECK (isSimulation IN (0, 1)),
        createdAt INTEGER NOT NULL
      ) STRICT;

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
      CREATE INDEX submissionByState ON submission (state, id);
      CREATE INDEX submissionByAssistant ON submission (assistant, reachedPendingAt);
      CREATE INDEX submissionByWindowEnd ON submission (windowEnd)
        WHERE windowEnd IS NOT NULL
          AND state IN ('blocked', 'pending', 'changes-requested', 'approved');

      CREATE TABLE revision (
        submission INTEGER NOT NULL REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL CHECK (number >= 1),
        submittedBy TEXT NOT NULL,
        submittedAt INTEGER NOT NULL,
        path TEXT NOT NULL,
        bytes BLOB NOT NULL,
        fingerprint TEXT NOT NULL,
        bytesDigest TEXT NOT NULL,
        content TEXT NOT NULL,
        report TEXT NOT NULL,
        purposeKey TEXT,
        PRIMARY KEY (submission, number)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX revisionByDigest ON revision (bytesDigest);
      CREATE INDEX revisionByPurpose ON revision (purposeKey) WHERE purposeKey IS NOT NULL;

      CREATE TRIGGER revisionNeverChanges BEFORE UPDATE ON revision
      BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END;
      CREATE TRIGGER revisionNeverGoes BEFORE DELETE ON revision
      BEGIN SELECT RAISE(ABORT, 'a revision never goes'); END;

      CREATE TABLE wordingBand (
        band INTEGER NOT NULL,
        submission INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        PRIMARY KEY (band, submission, revision)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE approval (
        submission INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        at INTEGER NOT NULL,
        windowStart INTEGER,
        windowEnd INTEGER,
        note TEXT,
        waivers TEXT NOT NULL,
        PRIMARY KEY (submission, revision, at),
        FOREIGN KEY (submission, revision) REFERENCES revision (submission, number)
      ) STRICT, WITHOUT ROWID;

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
      CREATE INDEX deliveryDue ON delivery (scheduledAt) WHERE state IN ('scheduled', 'retryable');
      CREATE INDEX deliveryByInstant ON delivery (scheduledAt)
        WHERE state NOT IN ('cancelled', 'missed', 'failed');
      CREATE INDEX deliveryByState ON delivery (state, scheduledAt);

      CREATE TABLE ledgerEntry (
        sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence >= 1),
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        event TEXT NOT NULL,
        submission INTEGER,
        details TEXT NOT NULL,
        previous TEXT NOT NULL,
        digest TEXT NOT NULL
      ) STRICT;
      CREATE INDEX ledgerEntryBySubmission ON ledgerEntry (submission, sequence)
        WHERE submission IS NOT NULL;
      CREATE TRIGGER ledgerEntryNeverChanges BEFORE UPDATE ON ledgerEntry
      BEGIN SELECT RAISE(ABORT, 'the ledger never changes'); END;
      CREATE TRIGGER ledgerEntryNeverGoes BEFORE DELETE ON ledgerEntry
      BEGIN SELECT RAISE(ABORT, 'the ledger never forgets'); END;
      """
  )
}
