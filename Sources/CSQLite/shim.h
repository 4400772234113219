// SQLite, and what of it takes a variable number of arguments, which Swift cannot call.
#ifndef VOUCH_CSQLITE_SHIM_H
#define VOUCH_CSQLITE_SHIM_H
#include <sqlite3.h>

/// Has a name in double quotes that means nothing be a mistake, not a text.
static inline int vouch_refuse_quoted_texts(sqlite3 *connection) {
  int code = sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
  return code != SQLITE_OK
             ? code
             : sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
}

/// Has the library keep no account of the memory it uses; before its first use only.
static inline int vouch_count_no_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
#endif
