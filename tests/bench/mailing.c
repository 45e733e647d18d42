/*
 * tests/bench/mailing.c - a whole mailing of any size, to be run.
 *
 *	make-mailing ROWS FOLDER
 *
 * The register of register.h with the customer's number as key, a job that
 * excludes 12 of 100 rows, and a letter of one page: five paragraphs, two of
 * them with fields, a list. The same for the same number of rows.
 */
#include <string.h>
#include <sys/stat.h>

#include "register.h"

static const char job_text[] =
    "name: Fritt val i hemtjänsten\n"
    "date: 2012-03-19\n"
    "reference: SN-2012-0047\n"
    "register: {file: klienter.csv, key: Kundnr}\n"
    "roles: {person: Personnummer, protected: Skydd}\n"
    "columns:\n"
    "  Boendeform: {values: {Eget boende: [ordinärt boende],"
    " Servicehus: [SH]}}\n"
    "  Språk: {values: {sv: [svenska], fi: [finska]}}\n"
    "  Beslut till: date\n"
    "facts: {val från: 2012-09-01, gäller från: 2012-10-01}\n"
    "send: {where: {Val: \"\"}, else: Har redan valt}\n"
    "rules:\n"
    "  - exclude: Orten ingår inte\n"
    "    when: \"Ort contains 'Storby'\"\n"
    "  - hold: Larm\n"
    "    when: \"Anteckning is not empty and"
    " Anteckning contains 'saknar'\"\n"
    "address: {name: [Förnamn, Efternamn], co: C/o, street: Adress,"
    " postcode: Postnr, town: Ort}\n"
    "letters: [{text: brev.sv.md}]\n"
    "stationery: kommun-h2\n"
    "order: [postcode, street, name]\n"
    "print: {sides: 2, letters_per_batch: 1000}\n"
    "manifest: [Kundnr, Enhet]\n"
    "keep_until: 2014-12-31\n";

static const char letter_text[] =
    "---\nlanguage: sv\n"
    "subject: Du får snart välja vem som utför din hemtjänst\n---\n"
    "# Du får snart välja vem som utför din hemtjänst\n\n"
    "Hej {{Förnamn}}!\n\n"
    "Från och med den {{long_date([val från])}} kan du som bor hemma och har "
    "hemtjänst själv välja vem som ska hjälpa dig. Du bestämmer om hjälpen "
    "ska utföras av kommunen eller av ett företag som kommunen har godkänt. "
    "Ditt beslut om hemtjänst ändras inte, och avgiften är densamma vem du "
    "än väljer.\n\n"
    "Du bor i distrikt {{Distrikt}}, där flera utförare får arbeta. Din "
    "handläggare {{Handläggare}} svarar gärna på frågor men får inte "
    "rekommendera någon särskild utförare. Du når {{Handläggare}} genom "
    "{{Enhet}}.\n\n"
    "- Läs om utförarna i den bifogade katalogen.\n"
    "- Fyll i svarsblanketten och skicka den i svarskuvertet.\n"
    "- Ring oss om du behöver hjälp eller vill läsa på ett annat språk.\n\n"
    "Den du väljer kan börja hos dig tidigast den "
    "{{long_date([gäller från])}}. Om du inte väljer behöver du inte göra "
    "någonting: du behåller den hemtjänst du har i dag. Servicehusen ingår "
    "inte i valet den här gången.\n\n"
    "Med vänlig hälsning\n\nAnna Lundström\n";

static void
write_text(const char *folder, const char *name, const char *text)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *to = fopen(path, "wb");
	if (!to || fputs(text, to) == EOF || fclose(to) != 0)
		abort();
}

static void
write_rows(const char *folder, unsigned rows)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/klienter.csv", folder);
	FILE *to = fopen(path, "wb");
	if (!to)
		abort();
	register_state = 1;
	register_write_header(to);
	fputs(";Kundnr;Val\r\n", to);
	for (unsigned i = 0; i < rows; i++) {
		register_write_person(to, i);
		register_write_rest(to);
		fprintf(to, ";%u;%s\r\n", 10000000 + i,
		    register_draw(100) < 12 ? "Alfa" : "");
	}
	if (fclose(to) != 0)
		abort();
}

int
main(int argc, char **argv)
{
	unsigned rows = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;
	if (argc != 3 || !rows) {
		fputs("usage: make-mailing ROWS FOLDER\n", stderr);
		return 3;
	}
	if (mkdir(argv[2], 0700) != 0) {
		perror(argv[2]);
		return 4;
	}
	write_text(argv[2], "job.yaml", job_text);
	write_text(argv[2], "brev.sv.md", letter_text);
	write_rows(argv[2], rows);
	return 0;
}
