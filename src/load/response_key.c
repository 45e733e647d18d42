#include "load/response_key.h"

#include "letter/usage.h"
#include "load/register.h"

static bool
prints_code(const struct letter *letter)
{
	return letter_names(letter, slice_view(job_code_names[0])) ||
	       letter_names(letter, slice_view(job_code_names[1]));
}

static bool
has_codes(const struct job_writes *writes)
{
	bool found = false;
	for (size_t v = 0; v < writes->letter_count; v++) {
		for (size_t t = 0; t < writes->letters[v].count; t++)
			found |=
			    prints_code(writes->letters[v].texts[t].letter);
	}
	for (size_t f = 0; f < writes->frame_count; f++)
		found |= writes->frames[f].letter &&
			 prints_code(writes->frames[f].letter);
	return found;
}

bool
load_make_response_key(struct job *job, struct diag *diag)
{
	const struct job_file *file = job->file;
	struct digest secret;
	struct strbuf text = {0};
	char hex[65], date[11];
	if (!has_codes(&job->writes))
		return true;
	if (!register_make_secret(&job->reads, &secret, diag))
		return false;
	day_write_iso(file->date.when, date);
	strbuf_print(
	    &text, "response codes\n%s\n%zu ", date, file->name.text.len);
	strbuf_add(&text, file->name.text);
	strbuf_add_char(&text, '\n');
	strbuf_add(&text, file->reference.text);
	digest_write_hex(hash_keyed((struct slice){(const char *)secret.bytes,
					sizeof secret.bytes},
			     strbuf_view(&text)),
	    hex);
	job->response_key = arena_dup(job->mem, slice_view(hex));
	strbuf_fini(&text);
	return true;
}
