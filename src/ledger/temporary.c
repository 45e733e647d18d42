#include "ledger/temporary.h"

#include <sqlite3.h>

void
ledger_put_temporary(const char *folder)
{
	sqlite3_free(sqlite3_temp_directory);
	sqlite3_temp_directory = sqlite3_mprintf("%s", folder);
}
