#include "ledger/libraries.h"

#include <sqlite3.h>

void
ledger_add_libraries(struct libraries *libraries)
{
	library_add(libraries, "SQLite", sqlite3_libversion());
}
