#include "serve/form.h"

#include <errno.h>
#include <microhttpd.h>
#include <unistd.h>

#include "base/signing.h"

#define FIELDS_MOST 8000 /* four for each column of the widest register */
#define ROOM 4096

/* The field is whole: its value goes to the request. */
static void
settle(struct form *form)
{
	if (form->last)
		form->last->value =
		    arena_dup(form->mem, strbuf_view(&form->value));
	if (form->value.len)
		secret_wipe(form->value.at, form->value.len);
	strbuf_reset(&form->value);
}

static bool
begin_field(struct form *form, const char *name)
{
	struct form_field *field = ARENA_NEW(form->mem, struct form_field);
	if (form->fields++ >= FIELDS_MOST)
		return false;
	settle(form);
	field->name = arena_dup(form->mem, slice_view(name));
	*form->end = field;
	form->end = &field->next;
	form->last = field;
	return true;
}

static bool
write_all(int to, const char *bytes, size_t len)
{
	while (len) {
		ssize_t wrote = write(to, bytes, len);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return false;
		bytes += wrote;
		len -= (size_t)wrote;
	}
	return true;
}

/* The first piece of a file; the only one that is taken. */
static bool
begin_file(struct form *form, const char *name)
{
	struct request *request = form->request;
	settle(form);
	form->last = NULL; /* what follows belongs to no field */
	if (request->file >= 0)
		return false;
	request->file_name = arena_dup(form->mem, slice_view(name));
	request->file = form->take_file(form->ctx);
	return request->file >= 0;
}

static bool
take_part(struct form *form, const char *name, const char *file,
    struct slice bytes, uint64_t at)
{
	if (file && !file[0] && !bytes.len)
		return true; /* nobody has chosen one */
	if (file)
		return (at || begin_file(form, file)) &&
		       form->request->file >= 0 &&
		       write_all(form->request->file, bytes.at, bytes.len);
	if (!at && !begin_field(form, name))
		return false;
	strbuf_add(&form->value, bytes);
	return form->value.len <= FORM_MOST;
}

static enum MHD_Result
take(void *ctx, enum MHD_ValueKind kind, const char *name, const char *file,
    const char *type, const char *encoding, const char *bytes, uint64_t at,
    size_t len)
{
	struct form *form = ctx;
	(void)kind, (void)type, (void)encoding;
	if (name && take_part(form, name, file, (struct slice){bytes, len}, at))
		return MHD_YES;
	form->request->too_large = true;
	return MHD_NO;
}

uint64_t
form_most(const struct form *form)
{
	return form->request->file >= 0 ? UPLOAD_MOST + FORM_MOST : FORM_MOST;
}

void
form_begin(struct form *form, struct MHD_Connection *connection,
    struct arena *mem, struct request *request)
{
	form->mem = mem;
	form->request = request;
	form->end = &request->fields;
	if (request->is_post)
		form->processor =
		    MHD_create_post_processor(connection, ROOM, take, form);
}

void
form_take(struct form *form, struct slice bytes)
{
	form->taken += bytes.len;
	if (form->taken > form_most(form))
		form->request->too_large = true;
	if (form->processor && !form->request->too_large)
		MHD_post_process(form->processor, bytes.at, bytes.len);
}

void
form_end(struct form *form)
{
	if (form->processor)
		MHD_destroy_post_processor(form->processor);
	form->processor = NULL;
	settle(form);
}

void
form_fini(struct form *form)
{
	if (form->processor)
		MHD_destroy_post_processor(form->processor);
	form->processor = NULL;
	if (form->request && form->request->file >= 0)
		close(form->request->file);
	if (form->value.room)
		secret_wipe(form->value.at, form->value.room);
	strbuf_fini(&form->value);
	struct form_field *field = form->request ? form->request->fields : NULL;
	for (; field; field = field->next)
		secret_wipe(
		    (void *)(uintptr_t)field->value.at, field->value.len);
}
