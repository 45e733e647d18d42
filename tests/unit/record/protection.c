#include "record/protection.h"

#include "test.h"

static const char *const set[] = {"J", "j", "Ja", "JA", "1", "x", "X", "S",
    "Sekretessmarkering", "SEKRETESSMARKERING", "Sekretess", "Sekr.",
    "Skyddad folkbokföring", "Kvarskrivning", "Fingerade uppgifter",
    "Skyddade personuppgifter", "true", "Y", "2", "?", "*", "NULL", "okänt",
    "ej prövat", "nej?", "nja", "N/A", "2011-04-01", "avliden", ".", "--",
    "\u200bJ"};

static const char *const plain[] = {"", " ", "\u00a0", "\t", "N", "n", "Nej",
    "NEJ", "Ugradert", " nej ", "No", "Ei", "0", "-", "–", "Ingen", "ingen ",
    "Inga", "false"};

static const struct {
	const char *cell;
	enum death death;
} deaths[] = {
    {"", DEATH_NO},
    {"Nej", DEATH_NO},
    {"-", DEATH_NO},
    {"Ja", DEATH_SURE},
    {"x", DEATH_SURE},
    {"1", DEATH_SURE},
    {"2011-05-04", DEATH_SURE},
    {"20110504", DEATH_SURE},
    {"2011", DEATH_SURE},
    {"AVLIDEN", DEATH_SURE},
    {"AV", DEATH_SURE},
    {"Dödsbo", DEATH_SURE},
    {"Kuollut", DEATH_SURE},
    {"?", DEATH_UNCLEAR},
    {"vet ej", DEATH_UNCLEAR},
    {"utreds", DEATH_UNCLEAR},
    {"ej avliden", DEATH_UNCLEAR},
    {"2011-13-40", DEATH_UNCLEAR},
    {"0000-00-00", DEATH_UNCLEAR},
    {"S", DEATH_UNCLEAR},
    {"NULL", DEATH_UNCLEAR},
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(deaths); i++)
		test_number(deaths[i].cell,
		    death_read(slice_view(deaths[i].cell)), deaths[i].death);
	for (size_t i = 0; i < COUNT(set); i++)
		test_true(set[i], mark_is_set(slice_view(set[i])));
	for (size_t i = 0; i < COUNT(plain); i++)
		test_true(plain[i], !mark_is_set(slice_view(plain[i])));
	return test_end();
}
