#include "ledger/addressee.h"

#include "ledger/messages.h"

static const struct {
	const char *name;
	const struct message *word;
} addressees[] = {
    {"client", &ledger_word_client},
    {"care-of", &ledger_word_care_of},
    {"guardian", &ledger_word_guardian},
};

static void
write_one(struct strbuf *out, const struct words *words, struct slice name)
{
	for (size_t i = 0; i < sizeof addressees / sizeof *addressees; i++) {
		if (slice_is(name, addressees[i].name)) {
			strbuf_add(
			    out, message_text(words, addressees[i].word));
			return;
		}
	}
	strbuf_add(out, name);
}

void
addressee_write(
    struct strbuf *out, const struct words *words, struct slice names)
{
	while (names.len) {
		size_t end = slice_find_char(names, ',');
		write_one(out, words, slice_trim(slice_part(names, 0, end)));
		names = slice_from(names, end + 1);
		if (names.len)
			strbuf_add_text(out, ", ");
	}
}
