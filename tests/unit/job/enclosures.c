/* A print shop's marks go on every sheet, and so on those of what is enclosed. */
#include "plan/decided.h"

#define ROWS "Nr;Namn;Adress;Postnr;Ort\n1;Eva Ek;Gatan 1;99912;Norrby\n"
#define ENCLOSED "enclose: [{file: saknas.pdf, alt: Karta}]\n"
#define CLASSES "print: {envelopes: {C5: 3}}\n"

static const struct decided_case cases[] = {
    {"no shop", "no-such-file", ROWS, ENCLOSED},
    {"two that there are not", "no-such-file no-such-file", ROWS,
	"enclose: [{file: a.pdf, alt: Karta}, {file: b.pdf, alt: Karta}]\n"},
    {"nothing enclosed", "letter", ROWS, CLASSES "printshop: inserter-omr\n"},
    {"marks of lines", "enclosure-marks no-such-file", ROWS,
	ENCLOSED CLASSES "printshop: inserter-omr\n"},
    {"a code", "enclosure-marks no-such-file", ROWS,
	ENCLOSED CLASSES "printshop: inserter-datamatrix\n"},
    {"a text", "enclosure-marks no-such-file", ROWS,
	ENCLOSED "printshop: kontorsskrivare\n"},
    {"a shop that marks nothing", "no-such-file", ROWS,
	ENCLOSED "printshop: egen\n"},
};

int
main(void)
{
	char name[] = "/tmp/utskick-enclosed-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const char *folder = mkdtemp(name);
	if (!folder || !file_write_whole(path_join(mem, folder, "egen.yaml"),
			   SLICE("name: Egen\nenvelopes: {C5: 6}\n"), diag))
		abort();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decided_case at = cases[i];
		at.whole = at.warned = true;
		test_decided(folder, &at);
	}
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
