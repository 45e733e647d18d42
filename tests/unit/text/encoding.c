#include "text/encoding.h"

#include "test.h"

static const struct {
	const char *name, *in;
	size_t len;
	const char *want; /* NULL: an error */
} documents[] = {
    {"plain", "abc\n", 4, "abc\n"},
    {"empty", "", 0, ""},
    {"utf-8", "å\n", 3, "å\n"},
    {"utf-8 with a mark", "\xEF\xBB\xBFå", 5, "å"},
    {"windows-1252", "\xE5 \x96 \x80", 5, "å – €"},
    {"quote after capital", "CAF\xC9\x94 \xE5", 7, "CAFÉ” å"},
    {"utf-16le", "\xFF\xFE\xE5\0\r\0\n\0", 8, "å\n"},
    {"utf-16be", "\xFE\xFF\0\xE5", 4, "å"},
    {"utf-16le pair", "\xFF\xFE\x3D\xD8\x00\xDE", 6, "😀"},
    {"utf-16 cut", "\xFF\xFE\xE5", 3, NULL},
    {"utf-16 half a pair", "\xFF\xFE\x00\xDE\x41\x00", 6, NULL},
    {"line ends", "a\r\nb\rc\nd\r\r\ne\r", 13, "a\nb\nc\nd\n\ne\n"},
    {"undefined byte", "a\x81", 2, NULL},
    {"nul", "a\0b", 3, NULL},
    {"utf-16 without mark", "a\0b\0", 4, NULL},
    {"two encodings", "\xC3\xA5 \xE5", 4, NULL},
    {"double mark is text", "\xEF\xBB\xBF\xEF\xBB\xBF", 6, "\xEF\xBB\xBF"},
};

static const struct {
	const char *name, *encoding, *in;
	size_t taken;
	bool invalid;
	const char *out;
} parts[] = {
    {"utf-8", "utf-8", "aå", 3, false, "aå"},
    {"utf-8 in any case", "UTF-8", "å", 2, false, "å"},
    {"utf-8 without hyphen", "utf8", "å", 2, false, "å"},
    {"a tail of utf-8", "utf-8", "a\xC3", 1, false, "a"},
    {"a longer tail", "utf-8", "a\xF0\x9F\x98", 1, false, "a"},
    {"a tail that is overlong", "utf-8", "a\xE0\x80", 1, true, "a"},
    {"a tail that is a surrogate", "utf-8", "a\xED\xA0", 1, true, "a"},
    {"a tail past the end", "utf-8", "a\xF4\x90", 1, true, "a"},
    {"a lead that is none", "utf-8", "a\xFF", 1, true, "a"},
    {"a lone continuation", "utf-8", "a\x80z", 1, true, "a"},
    {"cut in the middle", "utf-8", "a\xC3z", 1, true, "a"},
    {"windows-1252", "windows-1252", "\xE5\x80", 2, false, "å€"},
    {"windows-1252 undefined", "windows-1252",
	"a\x8D"
	"b",
	1, true, "a"},
    {"latin-1", "latin1", "\xE5", 1, false, "å"},
    {"latin-9", "iso-8859-15", "\xA4", 1, false, "€"},
    {"mac", "mac-roman", "\x8C\x8A\x9A", 3, false, "åäö"},
    {"dos", "cp850", "\x86\x84\x94\x8F\x8E\x99", 6, false, "åäöÅÄÖ"},
    {"utf-16le tail", "utf-16le", "a\x01z", 2, false, "š"},
};

static bool
decode(struct slice bytes, struct slice *text, struct arena *mem)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t file = 0;
	bool ok = encoding_decode_document(mem, "x", bytes, diag, &file, text);
	test_true("errors and result agree", ok == !diag_errors(diag));
	test_true("kept as a source",
	    slice_equal(sources_text(sources, file), *text));
	diag_free(diag);
	sources_free(sources);
	return ok;
}

static void
test_documents(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(documents); i++) {
		struct slice text;
		bool ok =
		    decode((struct slice){documents[i].in, documents[i].len},
			&text, mem);
		test_true(documents[i].name, ok == (documents[i].want != NULL));
		if (ok && documents[i].want)
			test_slice(documents[i].name, text, documents[i].want);
	}
}

static void
test_parts(void)
{
	for (size_t i = 0; i < COUNT(parts); i++) {
		struct encoding *encoding = encoding_open(parts[i].encoding);
		test_true(parts[i].name, encoding != NULL);
		if (!encoding)
			continue;
		struct strbuf out = {0};
		bool invalid;
		size_t taken = encoding_convert(
		    encoding, slice_view(parts[i].in), &out, &invalid);
		test_number(parts[i].name, taken, parts[i].taken);
		test_true(parts[i].name, invalid == parts[i].invalid);
		test_slice(parts[i].name, strbuf_view(&out), parts[i].out);
		strbuf_fini(&out);
		encoding_close(encoding);
	}
}

/* A text cut anywhere gives the same characters as the whole. */
static void
test_pieces(const char *name, struct slice bytes, const char *want)
{
	for (size_t cut = 0; cut <= bytes.len; cut++) {
		struct encoding *encoding = encoding_open(name);
		struct strbuf out = {0};
		bool invalid;
		size_t taken = encoding_convert(
		    encoding, slice_part(bytes, 0, cut), &out, &invalid);
		test_true(name, !invalid && taken <= cut);
		taken += encoding_convert(
		    encoding, slice_from(bytes, taken), &out, &invalid);
		test_true(name, !invalid && taken == bytes.len);
		test_slice(name, strbuf_view(&out), want);
		strbuf_fini(&out);
		encoding_close(encoding);
	}
}

int
main(void)
{
	struct arena *mem = arena_new();
	test_documents(mem);
	test_parts();
	test_pieces("utf-8", SLICE("aå€😀z"), "aå€😀z");
	test_pieces(
	    "utf-16le", SLICE("a\0\xE5\0\xAC\x20\x3D\xD8\x00\xDE"), "aå€😀");
	test_pieces("windows-1252", SLICE("\x80\xE5"), "€å");
	test_true("unknown name", !encoding_open("ebcdic"));
	test_text("alias", encoding_find_name("CP1252"), "windows-1252");
	test_text("own name", encoding_find_name("UTF-8"), "utf-8");
	test_true("no name", !encoding_find_name("ebcdic"));
	for (const char *const *name = encoding_names(); *name; name++) {
		struct encoding *encoding = encoding_open(*name);
		test_true(*name, encoding != NULL);
		encoding_close(encoding);
	}
	arena_free(mem);
	return test_end();
}
