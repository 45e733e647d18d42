#include "record/outcome.h"

const char *
outcome_name(enum outcome outcome)
{
	static const char *const names[] = {
	    "letter", "together", "excluded", "held"};
	return names[outcome];
}
