#include "manifest/column.h"

void
column_write_letters(size_t column, char letters[8])
{
	char turned[8];
	size_t len = 0;
	for (column++; column && len < sizeof turned - 1;
	     column = (column - 1) / 26)
		turned[len++] = (char)('A' + (column - 1) % 26);
	for (size_t i = 0; i < len; i++)
		letters[i] = turned[len - 1 - i];
	letters[len] = '\0';
}
