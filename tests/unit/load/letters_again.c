/* A letter that is written anew asks for a file that no letter asked for when
 * the job was opened: it is read then, and only then. */
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "beside/beside.h"
#include "load/open.h"
#include "reported.h"

static const char *folder;

static const struct {
	const char *name, *text;
} files[] = {
    {"job.yaml",
	"name: Prov\ndate: 2012-03-19\nlanguage: en\n"
	"register: {file: r.csv, key: Nr}\nroles: {protected: Skydd}\n"
	"address: {name: Namn, street: Adress, postcode: Postnr, town: Ort}\n"
	"letters: [{text: a.md}]\nstationery: enkel-a4\n"},
    {"r.csv", "Nr;Namn;Adress;Postnr;Ort;Skydd\n"
	      "1;Eva Ek;Storgatan 3;99914;Norrviken;nej\n"},
    {"m.csv", "Nr;Plats\n1;Folkets hus\n2;Skolan\n"},
};

/* The letter, one time after another: what its last field then is. */
static const struct {
	const char *field;
	const char *want; /* NULL: refused with */
	const char *code;
} letters[] = {
    {"Namn", "Eva Ek", NULL},
    {"look_up('m.csv', Nr, 'Plats')", "Folkets hus", NULL},
    {"look_up('m.csv', Nr, 'Plats')", "Folkets hus", NULL},
    {"look_up('n.csv', Nr, 'Plats')", NULL, "no-such-file"},
    {"look_up('m.csv', Nr, 'Namn')", NULL, "no-list-column"},
    {"Namn", "Eva Ek", NULL},
    {"look_up('n.csv', Nr, 'Plats')", "Torget", NULL},
};
/* Before this letter, the file that was missing is there. */
enum { THERE_BY = 6 };

static void
write_file(struct arena *mem, const char *name, const char *text)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	if (!file_write_whole(
		path_join(mem, folder, name), slice_view(text), diag))
		abort();
	diag_free(diag);
	sources_free(sources);
}

static const char *
letter_text(struct arena *mem, size_t i)
{
	return arena_print(mem, "# Hej\n\n{{%s}}\n", letters[i].field).at;
}

static void
test_field(struct arena *mem, const struct job *job, const char *want)
{
	const struct letter *letter = job->writes.letters[0].texts[0].letter;
	struct value values[6] = {{0}};
	const char *cells[] = {
	    "1", "Eva Ek", "Storgatan 3", "99914", "Norrviken", "nej"};
	for (size_t i = 0; i < COUNT(cells); i++)
		values[i] = (struct value){
		    .kind = VALUE_TEXT, .text = slice_view(cells[i])};
	const struct row row = {
	    .number = 1, .values = values, .count = COUNT(cells)};
	const struct expr_context context = {
	    .row = &row, .letter_mem = mem, .language = "sv"};
	struct problem why = {0};
	struct value value = expr_evaluate(
	    letter->fields[letter->field_count - 1].expr, &context, &why);
	test_slice("its field", value.text, want);
}

static void
test_letter(struct arena *mem, struct job *job, size_t i,
    struct sources *sources, struct diag *diag)
{
	size_t before = diag_errors(diag);
	sources_hold(sources, path_join(mem, folder, "a.md"),
	    slice_view(letter_text(mem, i)));
	bool ok = load_open_letters(job, diag) &&
		  beside_read_more(job->reads.beside, NULL);
	test_true(letters[i].field, ok == (letters[i].want != NULL));
	if (ok) {
		test_number(letters[i].field, (long long)diag_errors(diag),
		    (long long)before);
		test_field(mem, job, letters[i].want);
	} else if (letters[i].code) {
		test_true(letters[i].field, diag_errors(diag) > before);
		test_reported(letters[i].field, diag, letters[i].code);
	}
}

int
main(void)
{
	char name[] = "/tmp/utskick-again-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct job job = {0};
	folder = mkdtemp(name);
	if (!folder)
		abort();
	for (size_t i = 0; i < COUNT(files); i++)
		write_file(mem, files[i].name, files[i].text);
	write_file(mem, "a.md", letter_text(mem, 0));
	test_true("opened",
	    load_open(&job, mem, path_join(mem, folder, "job.yaml"), diag) &&
		beside_read(job.reads.beside, NULL, true));
	test_field(mem, &job, letters[0].want);
	for (size_t i = 0; i < COUNT(letters); i++) {
		if (i == THERE_BY)
			write_file(mem, "n.csv", "Nr;Plats\n1;Torget\n");
		test_letter(mem, &job, i, sources, diag);
	}
	load_close(&job);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
