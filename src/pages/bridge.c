#include "pages/bridge.h"

#include "base/file.h"
#include "pages/messages.h"

#define PDF_LIMIT ((size_t)4 << 30)

static void
report(qpdf_data pdf, qpdf_error error, const char *path, struct diag *diag)
{
	const char *detail = qpdf_get_error_message_detail(pdf, error);
	REPORT(diag, NO_SPAN, &pages_refused, ARGS(path, detail));
}

bool
pages_are_fine(qpdf_data pdf, const char *path, struct diag *diag)
{
	qpdf_error error = qpdf_has_error(pdf)	     ? qpdf_get_error(pdf)
			   : qpdf_more_warnings(pdf) ? qpdf_next_warning(pdf)
						     : NULL;
	if (!error)
		return true;
	report(pdf, error, path, diag);
	return false;
}

qpdf_data
pages_open(struct arena *mem, const char *path, struct diag *diag)
{
	struct slice text;
	if (!file_read(mem, path, INPUT_NONE, PDF_LIMIT, diag, NO_SPAN, &text))
		return NULL;
	qpdf_data pdf = qpdf_init();
	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
	/* opened by name, it would be read byte by byte */
	qpdf_read_memory(pdf, path, text.at, text.len, NULL);
	bool fine = pages_are_fine(pdf, path, diag);
	if (fine && !qpdf_is_encrypted(pdf))
		return pdf;
	if (fine)
		REPORT(diag, NO_SPAN, &pages_refused, ARGS(path, "encrypted"));
	pages_close(pdf);
	return NULL;
}

void
pages_close(qpdf_data pdf)
{
	if (pdf)
		qpdf_cleanup(&pdf);
}
