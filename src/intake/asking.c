#include "intake/asking.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "intake/messages.h"
#include "intake/odbc.h"
#include "intake/reader.h"

/* ---- in the process of its own */

struct taking {
	const struct asking *asking;
	struct arena *mem;
	struct odbc *odbc;
	struct reply_writer *writer;
	struct strbuf text; /* of a name or cell */
	struct slice *names;
	size_t count;
	uint32_t rows;
};

static bool
take_columns(struct taking *taking)
{
	bool ok = true;
	taking->names =
	    ARENA_ARRAY(taking->mem, struct slice, taking->count + 1);
	reply_add_number(taking->writer, (uint32_t)taking->count);
	for (size_t i = 0; i < taking->count; i++) {
		enum reply_kind kind = REPLY_TEXT;
		strbuf_reset(&taking->text);
		/* All binary ones are named in one go. */
		ok = odbc_column(taking->odbc, i, &taking->text, &kind) && ok;
		taking->names[i] =
		    arena_dup(taking->mem, strbuf_view(&taking->text));
		reply_add_number(taking->writer, kind);
		reply_add_text(taking->writer, taking->names[i]);
	}
	return ok;
}

static struct span
row_span(const struct taking *taking)
{
	return (struct span){
	    .file = taking->asking->rows_file, .line = taking->rows};
}

static bool
take_cell(struct taking *taking, size_t column, size_t *row_len)
{
	struct diag *diag = taking->asking->diag;
	strbuf_reset(&taking->text);
	switch (odbc_cell(taking->odbc, column, &taking->text)) {
	case ODBC_NULL:
		reply_add_number(taking->writer, REPLY_NULL);
		return true;
	case ODBC_TEXT:
		break;
	case ODBC_NOT_TEXT:
		REPORT(diag, row_span(taking), &intake_not_text,
		    ARGS(taking->names[column]));
		return false;
	case ODBC_LONG:
		REPORT(diag, row_span(taking), &intake_long_cell,
		    ARGS(REPLY_CELL_MAX >> 20));
		return false;
	case ODBC_BROKEN:
		return false;
	}
	*row_len += taking->text.len;
	reply_add_text(taking->writer, strbuf_view(&taking->text));
	if (*row_len <= REPLY_ROW_MAX)
		return true;
	REPORT(diag, row_span(taking), &intake_long_row,
	    ARGS(REPLY_ROW_MAX >> 20));
	return false;
}

static bool
take_rows(struct taking *taking)
{
	enum odbc_row row;
	while ((row = odbc_next(taking->odbc)) == ODBC_ROW) {
		size_t len = 0;
		if (++taking->rows == UINT32_MAX) {
			REPORT(taking->asking->diag, row_span(taking),
			    &intake_many_rows, NO_ARGS);
			return false;
		}
		for (size_t i = 0; i < taking->count; i++) {
			if (!take_cell(taking, i, &len))
				return false;
		}
	}
	return row == ODBC_END;
}

static bool
ask(struct taking *taking)
{
	const struct asking *asking = taking->asking;
	struct span span = {.file = asking->query_file};
	taking->odbc = odbc_connect(
	    asking->connection, asking->connection_span, asking->diag);
	if (!taking->odbc ||
	    !odbc_ask(taking->odbc, asking->query, span, &taking->count))
		return false;
	if (taking->count > READER_COLUMNS_MAX) {
		REPORT(asking->diag, span, &intake_many_columns,
		    ARGS(READER_COLUMNS_MAX));
		return false;
	}
	return take_columns(taking) && take_rows(taking);
}

static bool
take_all(const struct asking *asking)
{
	struct taking taking = {
	    .asking = asking,
	    .mem = arena_new(),
	    .writer = reply_writer_new(asking->reply),
	};
	bool ok = ask(&taking);
	odbc_close(taking.odbc);
	int error = reply_writer_finish(taking.writer);
	if (ok && error)
		file_report(asking->diag, asking->folder, error);
	strbuf_fini(&taking.text);
	arena_free(taking.mem);
	return ok && !error;
}

enum { DONE, REFUSED }; /* exit codes; anything else is a death */

static _Noreturn void
work(const struct asking *asking, pid_t parent, int reports)
{
	static const int deadly[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
	size_t known = diag_count(asking->diag);
	/* Without the process that it works for it has nobody to tell. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(REFUSED);
	for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
		signal(deadly[i], SIG_DFL);
	bool ok = take_all(asking);
	if (!diag_leave(asking->diag, known, reports))
		ok = false;
	_exit(ok ? DONE : REFUSED);
}

/* ---- in the engine's */

static bool
reap(const struct asking *asking, pid_t child, int reports)
{
	int status = 0;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	bool told = diag_fetch(asking->diag, reports);
	if (WIFEXITED(status) && WEXITSTATUS(status) == DONE)
		return true;
	if (WIFEXITED(status) && told)
		return false;
	REPORT(asking->diag, asking->connection_span, &intake_driver_died,
	    ARGS(WIFSIGNALED(status) ? (const char *)strsignal(WTERMSIG(status))
				     : ""));
	HINT(asking->diag, &intake_nothing_kept, NO_ARGS);
	return false;
}

bool
asking_ask(const struct asking *asking)
{
	pid_t parent = getpid();
	int reports = memfd_create("reports", MFD_CLOEXEC);
	pid_t child = reports < 0 ? -1 : fork();
	if (child == 0)
		work(asking, parent, reports);
	if (child < 0)
		REPORT(asking->diag, asking->connection_span,
		    &intake_no_process, ARGS((const char *)strerror(errno)));
	bool ok = child > 0 && reap(asking, child, reports);
	if (reports >= 0)
		close(reports);
	return ok;
}
