#include "pdf/haru.h"

#include <hpdf.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "pdf/messages.h"
#include "pdf/syntax.h"

/*
 * Fields are used by the names that the installed headers give them, so their
 * places may differ between systems. What they mean was read and tried in 2.3.0
 * only: meson.build refuses another version by name, and so does start() where
 * the library that is loaded is another one than the headers'.
 */
_Static_assert(HPDF_MAJOR_VERSION == 2 && HPDF_MINOR_VERSION == 3 &&
		   HPDF_BUGFIX_VERSION == 0,
    "pdf/haru.c needs libharu 2.3.0");

#define POOL_SIZE (1 << 20)
#define OBJECT_NUMBER 0x00FFFFFF
/* "8388607 0 obj\n<<\n/Length 2147483647\n>>\nstream\r\n" … and its entry. */
#define OBJECT_OVERHEAD 120
#define FILE_OVERHEAD 4096

struct haru_object {
	HPDF_Dict dict;
	struct slice entries;
	struct slice bytes;
	size_t read; /* of bytes, while they are written */
};

struct haru {
	HPDF_Doc doc;
	HPDF_Pages node; /* where pages are added now */
	HPDF_Array kids; /* its Kids */
	struct arena *mem;
	struct haru_object *catalog, *root, *trailer;
	uint64_t size;
};

/* Bytes on their way to the file, in pieces worth hashing. */
struct output {
	struct sink *sink;
	struct hasher *hasher;
	size_t used;
	char buffer[64 * 1024];
};

/* Errors are sticky in libharu; the first one is what went wrong. */
static bool
fail(const struct haru *haru, HPDF_STATUS status, struct diag *diag)
{
	HPDF_STATUS code = haru->doc->error.error_no;
	if (code == HPDF_OK)
		code = status;
	if (code == HPDF_FAILD_TO_ALLOC_MEM)
		memory_exhausted();
	REPORT(diag, NO_SPAN, &pdf_library,
	    ARGS((long long)code, (long long)haru->doc->error.detail_no));
	return false;
}

/*
 * The pool hands out what it is asked for without rounding, and a number is
 * 12 bytes: what comes next would be misaligned.
 */
static void
align_pool(HPDF_Doc doc)
{
	HPDF_MPool_Node node = doc->mmgr->mpool;
	node->used_size = (node->used_size + 7) & ~(HPDF_UINT)7;
}

static HPDF_STATUS
write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
	const struct haru_object *object = dict->attr;
	if (object->entries.len == 0)
		return HPDF_OK;
	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)object->entries.at,
	    (HPDF_UINT)object->entries.len);
}

static struct haru_object *
wrap(struct haru *haru, HPDF_Dict dict)
{
	struct haru_object *object = ARENA_NEW(haru->mem, struct haru_object);
	object->dict = dict;
	dict->attr = object;
	dict->write_fn = write_entries;
	haru->size += OBJECT_OVERHEAD;
	return object;
}

/* A new node of the page tree; its Kids get their room at once. */
static bool
add_node(struct haru *haru, struct diag *diag)
{
	HPDF_Doc doc = haru->doc;
	align_pool(doc);
	haru->node = HPDF_Pages_New(doc->mmgr, doc->root_pages, doc->xref);
	if (!haru->node)
		return fail(haru, HPDF_INVALID_PAGES, diag);
	haru->kids = HPDF_Dict_GetItem(haru->node, "Kids", HPDF_OCLASS_ARRAY);
	if (!haru->kids)
		return fail(haru, HPDF_PAGES_MISSING_KIDS_ENTRY, diag);
	haru->kids->list->items_per_block = HARU_KIDS_MAX;
	haru->size += OBJECT_OVERHEAD;
	align_pool(doc);
	return true;
}

static bool
start(struct haru *haru, struct diag *diag)
{
	HPDF_Doc doc = haru->doc;
	if (strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT) != 0) {
		REPORT(diag, NO_SPAN, &pdf_library_version,
		    ARGS(HPDF_GetVersion(), HPDF_VERSION_TEXT));
		return false;
	}
	doc->pdf_version = HPDF_VER_17;
	align_pool(doc);
	HPDF_STATUS status = HPDF_Dict_RemoveElement(doc->info, "Producer");
	if (status != HPDF_OK)
		return fail(haru, status, diag);
	haru->catalog = wrap(haru, doc->catalog);
	haru->root = wrap(haru, doc->root_pages);
	haru->trailer = wrap(haru, doc->trailer);
	haru->size += FILE_OVERHEAD;
	return true;
}

struct haru *
haru_new(struct diag *diag)
{
	struct haru *haru = mem_new(1, sizeof *haru);
	haru->doc = HPDF_NewEx(NULL, NULL, NULL, POOL_SIZE, NULL);
	if (!haru->doc)
		memory_exhausted();
	haru->mem = arena_new();
	if (!start(haru, diag)) {
		haru_free(haru);
		return NULL;
	}
	return haru;
}

void
haru_free(struct haru *haru)
{
	if (!haru)
		return;
	HPDF_Free(haru->doc);
	arena_free(haru->mem);
	free(haru);
}

/* The list of objects grows by 1,024, and the pool never takes back. */
static void
grow_xref(HPDF_Xref xref)
{
	HPDF_List entries = xref->entries;
	if (entries->count == entries->block_siz &&
	    entries->block_siz > entries->items_per_block)
		entries->items_per_block = entries->block_siz;
}

struct haru_object *
haru_add(struct haru *haru, struct diag *diag)
{
	HPDF_Doc doc = haru->doc;
	HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);
	if (!dict) {
		fail(haru, HPDF_FAILD_TO_ALLOC_MEM, diag);
		return NULL;
	}
	grow_xref(doc->xref);
	HPDF_STATUS status = HPDF_Xref_Add(doc->xref, dict);
	if (status != HPDF_OK) {
		fail(haru, status, diag);
		return NULL;
	}
	return wrap(haru, dict);
}

struct haru_object *
haru_add_page(struct haru *haru, uint32_t *parent, struct diag *diag)
{
	bool full = !haru->kids || haru->kids->list->count >= HARU_KIDS_MAX;
	if (full && !add_node(haru, diag))
		return NULL;
	struct haru_object *page = haru_add(haru, diag);
	if (!page)
		return NULL;
	page->dict->header.obj_class |= HPDF_OSUBCLASS_PAGE;
	HPDF_STATUS status = HPDF_Array_Add(haru->kids, page->dict);
	if (status != HPDF_OK) {
		fail(haru, status, diag);
		return NULL;
	}
	haru->size += sizeof "8388607 0 R";
	*parent = haru->node->header.obj_id & OBJECT_NUMBER;
	return page;
}

uint32_t
haru_number(const struct haru_object *object)
{
	return object->dict->header.obj_id & OBJECT_NUMBER;
}

void
haru_fill(struct haru *haru, struct haru_object *object, struct slice entries)
{
	haru->size += entries.len;
	object->entries = entries;
}

static HPDF_STATUS
read_bytes(HPDF_Stream stream, HPDF_BYTE *to, HPDF_UINT *size)
{
	struct haru_object *object = stream->attr;
	struct slice rest = slice_from(object->bytes, object->read);
	bool last = rest.len <= *size;
	if (last)
		*size = (HPDF_UINT)rest.len;
	if (*size)
		memcpy(to, rest.at, *size);
	object->read += *size;
	return last ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS
seek_bytes(HPDF_Stream stream, HPDF_INT place, HPDF_WhenceMode mode)
{
	struct haru_object *object = stream->attr;
	if (mode != HPDF_SEEK_SET || place < 0)
		return HPDF_SetError(stream->error, HPDF_INVALID_OPERATION, 0);
	object->read = (size_t)place;
	return HPDF_OK;
}

static HPDF_INT32
tell_bytes(HPDF_Stream stream)
{
	const struct haru_object *object = stream->attr;
	return (HPDF_INT32)object->read;
}

static HPDF_UINT32
size_bytes(HPDF_Stream stream)
{
	const struct haru_object *object = stream->attr;
	return (HPDF_UINT32)object->bytes.len;
}

/*
 * libharu wants /Length to be an object of its own, which would cost 40 bytes a
 * page: the flag says it is, and it is written in place with the value it has
 * already. The pool frees it, whatever the flag says.
 */
static HPDF_STATUS
add_length(HPDF_Doc doc, HPDF_Dict dict, size_t length)
{
	HPDF_Number number = HPDF_Number_New(doc->mmgr, (HPDF_INT32)length);
	if (!number)
		return HPDF_FAILD_TO_ALLOC_MEM;
	align_pool(doc);
	HPDF_STATUS status = HPDF_Dict_Add(dict, "Length", number);
	if (status == HPDF_OK)
		number->header.obj_id |= HPDF_OTYPE_INDIRECT;
	return status;
}

bool
haru_fill_stream(struct haru *haru, struct haru_object *object,
    struct slice entries, struct slice bytes, struct diag *diag)
{
	HPDF_Doc doc = haru->doc;
	haru_fill(haru, object, entries);
	object->bytes = bytes;
	haru->size += bytes.len;
	if (bytes.len > HARU_FILE_MAX) {
		REPORT(diag, NO_SPAN, &pdf_too_large, NO_ARGS);
		return false;
	}
	object->dict->stream = HPDF_CallbackReader_New(
	    doc->mmgr, read_bytes, seek_bytes, tell_bytes, size_bytes, object);
	if (!object->dict->stream)
		return fail(haru, HPDF_FAILD_TO_ALLOC_MEM, diag);
	HPDF_STATUS status = add_length(doc, object->dict, bytes.len);
	return status == HPDF_OK || fail(haru, status, diag);
}

static void
encode_text(struct strbuf *out, struct slice text)
{
	bool ascii = true;
	for (size_t i = 0; i < text.len; i++)
		ascii &= (unsigned char)text.at[i] < 128;
	if (ascii)
		strbuf_add(out, text);
	else
		syntax_add_utf16_bytes(out, text);
}

bool
haru_inform(
    struct haru *haru, const char *key, struct slice text, struct diag *diag)
{
	HPDF_Doc doc = haru->doc;
	struct strbuf bytes = {0};
	encode_text(&bytes, text);
	HPDF_Binary value = HPDF_Binary_New(
	    doc->mmgr, (HPDF_BYTE *)bytes.at, (HPDF_UINT)bytes.len);
	haru->size += bytes.len * 2;
	strbuf_fini(&bytes);
	HPDF_STATUS status = value ? HPDF_Dict_Add(doc->info, key, value)
				   : HPDF_BINARY_LENGTH_ERR;
	align_pool(doc);
	return status == HPDF_OK || fail(haru, status, diag);
}

bool
haru_inform_name(
    struct haru *haru, const char *key, const char *name, struct diag *diag)
{
	HPDF_STATUS status = HPDF_Dict_AddName(haru->doc->info, key, name);
	align_pool(haru->doc);
	return status == HPDF_OK || fail(haru, status, diag);
}

void
haru_be_version_16(struct haru *haru)
{
	haru->doc->pdf_version = HPDF_VER_16;
}

struct haru_object *
haru_catalog(struct haru *haru)
{
	return haru->catalog;
}

struct haru_object *
haru_root(struct haru *haru)
{
	return haru->root;
}

uint64_t
haru_size(const struct haru *haru)
{
	return haru->size;
}

static void
flush(struct output *output)
{
	struct slice bytes = {output->buffer, output->used};
	if (output->hasher)
		hasher_add(output->hasher, bytes);
	sink_write(output->sink, bytes);
	output->used = 0;
}

static HPDF_STATUS
write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
	struct output *output = stream->attr;
	if (size <= sizeof output->buffer - output->used) {
		memcpy(output->buffer + output->used, bytes, size);
		output->used += size;
		return HPDF_OK;
	}
	while (size > sizeof output->buffer - output->used) {
		size_t part = sizeof output->buffer - output->used;
		memcpy(output->buffer + output->used, bytes, part);
		output->used += part;
		bytes += part;
		size -= (HPDF_UINT)part;
		flush(output);
	}
	memcpy(output->buffer + output->used, bytes, size);
	output->used += size;
	int error = sink_error(output->sink);
	return error ? HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR,
			   (HPDF_STATUS)error)
		     : HPDF_OK;
}

/* ISO 32000-1 14.4: an identifier from the content. The trailer comes last. */
static HPDF_STATUS
write_identifier(HPDF_Dict dict, HPDF_Stream stream)
{
	struct output *output = stream->attr;
	char hex[65], text[96];
	(void)dict;
	flush(output);
	digest_write_hex(hasher_finish(output->hasher), hex);
	hasher_free(output->hasher);
	output->hasher = NULL;
	int len =
	    snprintf(text, sizeof text, "/ID[<%.32s><%.32s>]\n", hex, hex);
	return HPDF_Stream_Write(
	    stream, (const HPDF_BYTE *)text, (HPDF_UINT)len);
}

static bool
save_through(struct haru *haru, struct output *output, struct diag *diag)
{
	HPDF_Doc doc = haru->doc;
	align_pool(doc);
	doc->stream = HPDF_CallbackWriter_New(doc->mmgr, write_bytes, output);
	if (!doc->stream)
		memory_exhausted();
	haru->trailer->dict->write_fn = write_identifier;
	HPDF_STATUS status = HPDF_SaveToStream(doc);
	if (sink_error(output->sink))
		return false; /* told by whoever ends the sink */
	if (status != HPDF_OK)
		return fail(haru, status, diag);
	flush(output);
	return true;
}

bool
haru_save(struct haru *haru, struct sink *sink, struct diag *diag)
{
	if (haru->size > HARU_FILE_MAX) {
		REPORT(diag, NO_SPAN, &pdf_too_large, NO_ARGS);
		return false;
	}
	struct output *output = mem_new(1, sizeof *output);
	output->sink = sink;
	output->hasher = hasher_new();
	bool ok = save_through(haru, output, diag);
	hasher_free(output->hasher);
	free(output);
	return ok;
}
