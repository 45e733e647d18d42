/*
 * tests/bench/register.h - a register of any size, the same in every run.
 *
 * 15 columns as a care system exports them, Windows-1252, semicolons, CRLF.
 * Invented people; birth numbers 980 to 999 are nobody's.
 */
#ifndef TESTS_BENCH_REGISTER_H
#define TESTS_BENCH_REGISTER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t register_state;

static inline unsigned
register_draw(unsigned below)
{
	uint64_t z = register_state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (unsigned)((z ^ (z >> 31)) % below);
}

#define REGISTER_PICK(list)                                                    \
	((list)[register_draw(sizeof(list) / sizeof *(list))])

/* YYYYMMDD-NNNC with its check digit. */
static inline void
register_write_digits(FILE *to, unsigned year, const char ten[])
{
	int sum = 0;
	for (int i = 0; i < 9; i++) {
		int product = (ten[i] - '0') * (i % 2 ? 1 : 2);
		sum += product / 10 + product % 10;
	}
	fprintf(to, "%u%.6s-%.3s%d", year / 100, ten, ten + 6,
	    (10 - sum % 10) % 10);
}

static inline void
register_write_number(FILE *to)
{
	char ten[11];
	unsigned year = 1915 + register_draw(60);
	snprintf(ten, sizeof ten, "%02u%02u%02u%03u", year % 100,
	    1 + register_draw(12), 1 + register_draw(28),
	    980 + register_draw(20));
	register_write_digits(to, year, ten);
}

/*
 * Of the n-th person: 1,505,280 of them differ, coordination numbers (a day
 * from 61 on) among them.
 */
static inline void
register_write_person(FILE *to, unsigned n)
{
	char ten[11];
	unsigned at = (unsigned)((uint64_t)n * 736879 % (112 * 12 * 56 * 20));
	unsigned date = at / 20 % 56, month = at / (20 * 56) % 12;
	unsigned year = 1900 + at / (20 * 56 * 12);
	snprintf(ten, sizeof ten, "%02u%02u%02u%03u", year % 100, month + 1,
	    date < 28 ? date + 1 : date + 33, 980 + at % 20);
	register_write_digits(to, year, ten);
}

/* All but the number. Protected people have names that nobody else has. */
static inline void
register_write_rest(FILE *to)
{
	static const char *const first[] = {"\xc5ke", "M\xe4rta", "Karin",
	    "Per-Olof",
	    "Ren\xe9"
	    "e",
	    "G\xf6ran", "Anna", "Sven"};
	static const char *const last[] = {"\xd6hrn",
	    "\xc5kerlund-\xd6"
	    "berg",
	    "Hallgren", "Lindstr\xf6m", "Ek",
	    "B\xe4"
	    "ckstr\xf6m",
	    "Sj\xf6gren"};
	static const char *const rare[] = {"Tekla", "Valfrid", "Isadora"};
	static const char *const own[] = {"Qvarfordt", "Zachrisson", "Wibom"};
	static const char *const streets[] = {"Strandv\xe4gen",
	    "J\xe4rnv\xe4gsgatan", "Storgatan", "Kyrkog\xe5rdsv\xe4gen"};
	static const char *const towns[] = {
	    "Ytterholm", "V\xe4stervik by", "Norrviken", "\xc5sele holme"};
	static const char *const homes[] = {"Eget boende", "Eget boende",
	    "Servicehus", "ordin\xe4rt boende", "SH"};
	static const char *const units[] = {
	    "Hemtj\xe4nst Kusten 2", "Hemtj\xe4nst Centrum", "Norra Inlandet"};
	/* A postcode has one town, or the register would look scrambled. */
	unsigned area = 990 + register_draw(10), code = register_draw(100);
	bool marked = !register_draw(1000);
	fprintf(to,
	    ";%s;%s;%s;%s %u Lgh %u;%03u %02u;%s;%s;%s;%s;%s;%s;%s;"
	    "%u-%02u-%02u;%s",
	    marked ? REGISTER_PICK(rare) : REGISTER_PICK(first),
	    marked ? REGISTER_PICK(own) : REGISTER_PICK(last),
	    register_draw(10) ? "" : "c/o Lind", REGISTER_PICK(streets),
	    1 + register_draw(99), 1001 + register_draw(400), area, code,
	    towns[(area + code) % (sizeof towns / sizeof *towns)],
	    REGISTER_PICK(homes), REGISTER_PICK(units), "Kusten",
	    "Solweig Marklund", register_draw(9) ? "Svenska" : "Finska",
	    marked ? "J" : "", 2012 + register_draw(3), 1 + register_draw(12),
	    1 + register_draw(28),
	    register_draw(20) ? "" : "\"Larm \"\"typ B\"\", ring f\xf6rst\"");
}

static inline void
register_write_row(FILE *to)
{
	register_write_number(to);
	register_write_rest(to);
}

/* The columns' names; the line goes on. */
static inline void
register_write_header(FILE *to)
{
	fputs("Personnummer;F\xf6rnamn;Efternamn;C/o;Adress;Postnr;Ort;"
	      "Boendeform;Enhet;Distrikt;Handl\xe4ggare;Spr\xe5k;Skydd;"
	      "Beslut till;Anteckning",
	    to);
}

/* `numbered`: with a 16th column, the customer's number. */
static inline void
register_write(const char *path, unsigned rows, bool numbered)
{
	FILE *to = fopen(path, "wb");
	if (!to)
		abort();
	register_state = 1;
	register_write_header(to);
	fputs(numbered ? ";Kundnr\r\n" : "\r\n", to);
	for (unsigned i = 0; i < rows; i++) {
		register_write_row(to);
		if (numbered)
			fprintf(to, ";%u", 10000000 + i);
		fputs("\r\n", to);
	}
	if (fclose(to) != 0)
		abort();
}

/*
 * A table of the register's rows, each once, in another order: what belongs to
 * the n-th row is found by its customer's number, 10,000,000 + n.
 */
static inline void
register_write_table(const char *path, unsigned rows, unsigned seed)
{
	FILE *to = fopen(path, "wb");
	if (!to)
		abort();
	register_state = seed;
	fputs("Kund;Belopp;Plats\n", to);
	for (unsigned i = 0; i < rows; i++)
		fprintf(to, "%u;%u,%02u;Sal %u\n",
		    10000000 + (unsigned)((uint64_t)i * 7368787 % rows),
		    register_draw(9000), register_draw(100), register_draw(60));
	if (fclose(to) != 0)
		abort();
}

#endif
