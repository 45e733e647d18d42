/*
 * Letters set per CPU-second, layout alone: the letter of reference (five
 * paragraphs, two with fields, a list) with its static blocks kept, name,
 * address, district, case worker and telephone new in each, content hash
 * included; and paragraphs broken per second by Knuth and Plass with hyphens.
 */
#include "../unit/layout/sample.h"

#include <stdio.h>
#include <time.h>

#include "layout/paragraph.h"

enum { LETTERS = 200000, ROUNDS = 5, ROWS = 10000 };

static double
cpu_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const char *const given[] = {"Märta", "Göran", "Anna", "Åke", "Ingrid",
    "Sven-Erik", "Birgit", "Folke", "Gunvor", "Östen", "Karin", "Lennart",
    "Astrid", "Bengt", "Maj-Britt", "Torsten", "Ulla", "Zaida", "Nils",
    "Eivor"};
static const char *const family[] = {"Åkerlund", "Öberg", "Lindström", "Ek",
    "Nyström", "Sjögren", "Hägglund", "Vikström", "Forsberg", "Norberg",
    "Wallin", "Kjellberg", "Dahlqvist", "Hörnlund", "Bäckman", "Zetterlund"};
static const char *const streets[] = {"Strandvägen", "Kajgatan", "Storgatan",
    "Ängsvägen", "Skolgatan", "Björkvägen", "Norra Järnvägsgatan", "Åkarevägen",
    "Köpmangatan", "Haga Hög", "Västergatan"};
static const char *const towns[] = {
    "NORRVIKEN", "SUNDSVALL", "TIMRÅ", "MATFORS", "KVISSLEBY"};
static const char *const districts[] = {"Haga", "Sallyhill", "Skönsberg",
    "Nacksta", "Bredsand", "Granlo", "Ljustadalen", "Alnö", "Bosvedjan"};
static const char *const workers[] = {"Karin Ek", "Olle Wiberg", "Sara Löfgren",
    "Ahmed Nasser", "Eva-Lena Ström", "Mikael Åström"};

#define PICK(list, n) list[(n) % (sizeof list / sizeof *list)]

/* What merge/ hands over for one row, made in advance. */
struct row {
	char name[80], co[80], street[80], town[40];
	struct slice address[4];
	const struct node *blocks[16];
	size_t count;
};

static void
make_row(struct sample *s, uint32_t n, bool unique, struct row *row)
{
	static char text[600];
	uint32_t r = n * 2654435761u >> 8;
	snprintf(row->name, sizeof row->name, "%s %s-%s", PICK(given, r),
	    PICK(family, r / 7), PICK(family, r / 113));
	snprintf(row->street, sizeof row->street, "%s %u %c Lgh %u",
	    PICK(streets, r / 5), r % 97 + 1, 'A' + r % 5,
	    1000 + r % 5 * 100 + 1);
	snprintf(row->town, sizeof row->town, "85%u %02u %s", r % 10,
	    r / 3 % 100, PICK(towns, r));
	snprintf(row->co, sizeof row->co, "c/o %s %s", PICK(given, r / 11),
	    PICK(family, r / 17));
	size_t lines = 0;
	row->address[lines++] = slice_view(row->name);
	if (n % 8 == 0)
		row->address[lines++] = slice_view(row->co);
	row->address[lines++] = slice_view(row->street);
	row->address[lines++] = slice_view(row->town);
	row->count = lines;

	/* Merged blocks have their template's number. */
	s->next_id = 1000;
	struct node *root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
	snprintf(text, sizeof text, "Hej <%s>!", PICK(given, r));
	row->blocks[0] =
	    sample_block(s, s->mem, root, NODE_PARAGRAPH, NULL, text);
	snprintf(text, sizeof text,
	    "Du bor i distrikt <%s>, där flera utförare får arbeta. Din "
	    "handläggare <%s> svarar gärna på frågor men får inte rekommendera "
	    "någon särskild utförare. Du når henne på telefon <0999-10 %02u "
	    "%02u>.",
	    PICK(districts, r / 2), PICK(workers, r / 2),
	    unique ? n / 100 % 100 : r / 2 % 54 % 10,
	    unique ? n % 100 : r / 2 % 54);
	row->blocks[1] =
	    sample_block(s, s->mem, root, NODE_PARAGRAPH, NULL, text);
}

static bool
set_all(struct sample *s, const struct row *rows, uint32_t count)
{
	struct arena *mem = arena_new();
	struct letter_content content = sample_content(s);
	const struct node *body[16];
	memcpy(body, content.body, content.body_count * sizeof *body);
	content.body = body;
	bool ok = true;
	for (uint32_t i = 0; ok && i < count; i++) {
		const struct row *row = &rows[i % ROWS];
		struct pages pages;
		struct problem why;
		arena_reset(mem);
		body[1] = row->blocks[0];
		body[3] = row->blocks[1];
		content.address = row->address;
		content.address_count = row->count;
		ok = setter_set_letter(s->setter, mem, &content, &pages, &why);
	}
	arena_free(mem);
	return ok;
}

static void
bench_letters(struct sample *s, bool unique)
{
	struct row *rows = ARENA_ARRAY(s->mem, struct row, ROWS);
	double best = 1e9;
	for (uint32_t i = 0; i < ROWS; i++)
		make_row(s, i, unique, &rows[i]);
	for (int round = 0; round < ROUNDS; round++) {
		double start = cpu_seconds();
		if (!set_all(s, rows, LETTERS / ROUNDS)) {
			printf("a letter was not set\n");
			return;
		}
		double took = (cpu_seconds() - start) / (LETTERS / ROUNDS);
		best = took < best ? took : best;
	}
	printf("letters per CPU-second, %s: %.0f (%.2f us each)\n",
	    unique ? "a paragraph unlike any before in each"
		   : "values that recur",
	    1 / best, best * 1e6);
}

/* One long paragraph set anew each time, its words in the store. */
static void
bench_paragraphs(struct sample *s)
{
	enum { TIMES = 20000 };
	struct problem why;
	struct typecase *type = typecase_new(s->fonts, NULL, s->diag);
	struct arena *mem = arena_new();
	struct setting setting = {.type = type,
	    .mem = mem,
	    .scratch = mem,
	    .tongue = typecase_tongue(type, "sv"),
	    .stationery = s->stationery,
	    .styles = s->stationery->styles,
	    .why = &why};
	const struct node *block = s->root->first->next->next;
	const char *const styles[] = {"body", "justified"};
	for (size_t i = 0; i < 2; i++) {
		const struct style *style =
		    stationery_find_style(s->stationery, slice_view(styles[i]));
		struct paragraph paragraph;
		double start = cpu_seconds();
		for (int n = 0; n < TIMES; n++) {
			arena_reset(mem);
			if (!paragraph_set(
				&setting, block, style, 0, 380000, &paragraph))
				return;
		}
		printf("%s paragraphs of %zu lines per CPU-second: %.0f\n",
		    styles[i], paragraph.count,
		    TIMES / (cpu_seconds() - start));
	}
	arena_free(mem);
	typecase_free(type);
}

int
main(void)
{
	struct sample s;
	if (!sample_open(&s, "kommun-h2"))
		return 1;
	sample_reference(&s);
	bench_letters(&s, false);
	bench_letters(&s, true);
	bench_paragraphs(&s);
	sample_close(&s);
	return 0;
}
