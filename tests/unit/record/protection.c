#include "record/protection.h"

#include "test.h"

static const char *const set[] = {"J", "j", "Ja", "JA", "1", "x", "X", "S",
    "Sekretessmarkering", "SEKRETESSMARKERING", "Sekretess", "Sekr.",
    "Skyddad folkbokföring", "Kvarskrivning", "Fingerade uppgifter",
    "Skyddade personuppgifter", "true", "Y", "2", "?", "*", "NULL", "okänt",
    "ej prövat", "nej?", "nja", "N/A", "2011-04-01", "avliden", ".", "--",
    "\u200bJ"};

static const char *const plain[] = {"", " ", "\u00a0", "\t", "N", "n", "Nej",
    "NEJ", " nej ", "No", "Ei", "0", "-", "–", "Ingen", "ingen ", "Inga",
    "false"};

int
main(void)
{
	for (size_t i = 0; i < COUNT(set); i++)
		test_true(set[i], mark_is_set(slice_view(set[i])));
	for (size_t i = 0; i < COUNT(plain); i++)
		test_true(plain[i], !mark_is_set(slice_view(plain[i])));
	return test_end();
}
