#include "run/libraries.h"

#include "base/libraries.h"
#include "conf/libraries.h"
#include "font/libraries.h"
#include "layout/libraries.h"
#include "ledger/libraries.h"
#include "letter/libraries.h"
#include "manifest/libraries.h"
#include "ooxml/libraries.h"
#include "pdf/libraries.h"
#include "text/libraries.h"

void
run_list_libraries(struct libraries *libraries)
{
	base_add_libraries(libraries);
	text_add_libraries(libraries);
	conf_add_libraries(libraries);
	ooxml_add_libraries(libraries);
	ledger_add_libraries(libraries);
	letter_add_libraries(libraries);
	font_add_libraries(libraries);
	layout_add_libraries(libraries);
	pdf_add_libraries(libraries);
	manifest_add_libraries(libraries);
}
