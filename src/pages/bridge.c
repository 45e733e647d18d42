#include "pages/bridge.h"

#include "pages/messages.h"

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
pages_open(const char *path, struct diag *diag)
{
	qpdf_data pdf = qpdf_init();
	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
	qpdf_read(pdf, path, NULL);
	if (pages_are_fine(pdf, path, diag) && !qpdf_is_encrypted(pdf))
		return pdf;
	pages_close(pdf);
	return NULL;
}

void
pages_close(qpdf_data pdf)
{
	if (pdf)
		qpdf_cleanup(&pdf);
}
