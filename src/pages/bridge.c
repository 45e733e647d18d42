#include "pages/bridge.h"

#include "base/file.h"
#include "pages/messages.h"

#define PDF_LIMIT ((size_t)4 << 30)

static void
report(qpdf_data pdf, qpdf_error error, const char *path, struct diag *diag,
    struct span asked)
{
	const char *detail = qpdf_get_error_message_detail(pdf, error);
	REPORT(diag, asked, &pages_refused, ARGS(path, detail));
}

bool
pages_are_fine_at(
    qpdf_data pdf, const char *path, struct diag *diag, struct span asked)
{
	qpdf_error error = qpdf_has_error(pdf)	     ? qpdf_get_error(pdf)
			   : qpdf_more_warnings(pdf) ? qpdf_next_warning(pdf)
						     : NULL;
	if (!error)
		return true;
	report(pdf, error, path, diag, asked);
	return false;
}

bool
pages_are_fine(qpdf_data pdf, const char *path, struct diag *diag)
{
	return pages_are_fine_at(pdf, path, diag, NO_SPAN);
}

qpdf_data
pages_open_bytes(
    struct slice bytes, const char *path, struct diag *diag, struct span asked)
{
	qpdf_data pdf = qpdf_init();
	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
	/* opened by name, it would be read byte by byte */
	QPDF_ERROR_CODE code =
	    qpdf_read_memory(pdf, path, bytes.at, bytes.len, NULL);
	bool locked =
	    code >= QPDF_ERRORS && qpdf_has_error(pdf) &&
	    qpdf_get_error_code(pdf, qpdf_get_error(pdf)) == qpdf_e_password;
	if (locked || (code < QPDF_ERRORS && qpdf_is_encrypted(pdf))) {
		REPORT(diag, asked, &pages_encrypted, ARGS(path));
		HINT(diag, &pages_encrypted_cure, NO_ARGS);
	} else if (pages_are_fine_at(pdf, path, diag, asked)) {
		return pdf;
	}
	pages_close(pdf);
	return NULL;
}

qpdf_data
pages_open(struct arena *mem, const char *path, struct diag *diag)
{
	struct slice text;
	if (!file_read(mem, path, INPUT_NONE, PDF_LIMIT, diag, NO_SPAN, &text))
		return NULL;
	return pages_open_bytes(text, path, diag, NO_SPAN);
}

void
pages_close(qpdf_data pdf)
{
	if (!pdf)
		return;
	/* one that nobody asked about would be printed */
	if (qpdf_has_error(pdf))
		qpdf_get_error(pdf);
	qpdf_cleanup(&pdf);
}
