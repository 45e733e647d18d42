#include "compose/addressee.h"
#include "compose/messages.h"

static const char *const addressee_names[] = {"client", "care-of", "guardian"};

const char *
addressee_name(enum addressee addressee)
{
	return addressee_names[addressee];
}

enum addressee
addressee_of(struct slice name)
{
	if (slice_is(name, addressee_names[ADDRESSEE_GUARDIAN]))
		return ADDRESSEE_GUARDIAN;
	if (slice_is(name, addressee_names[ADDRESSEE_CARE_OF]))
		return ADDRESSEE_CARE_OF;
	return ADDRESSEE_CLIENT;
}

size_t
addressee_list(const struct job_reads *reads, enum guardian_mail mail,
    const struct row *row, enum addressee to[ADDRESSEES_MAX])
{
	to[0] = ADDRESSEE_CLIENT;
	if (reads->guardian == COLUMN_NONE ||
	    row->values[reads->guardian].kind == VALUE_EMPTY)
		return 1;
	switch (mail) {
	case GUARDIAN_CLIENT:
		break;
	case GUARDIAN_INSTEAD:
		to[0] = ADDRESSEE_GUARDIAN;
		break;
	case GUARDIAN_CARE_OF:
		to[0] = ADDRESSEE_CARE_OF;
		break;
	case GUARDIAN_BOTH:
		to[1] = ADDRESSEE_GUARDIAN;
		return 2;
	}
	return 1;
}

static void
move_line(struct address *address, size_t to, size_t from)
{
	address->lines[to] = address->lines[from];
	address->kinds[to] = address->kinds[from];
}

/* Puts a line second, after the name. */
static void
insert_line(struct address *address, enum address_line kind, struct slice line)
{
	for (size_t i = address->count; i > 1; i--)
		move_line(address, i, i - 1);
	address->lines[1] = line;
	address->kinds[1] = kind;
	address->count++;
}

static struct slice
client_name(const struct job_reads *reads, struct arena *letter_mem,
    const struct row *row)
{
	struct slice parts[4];
	size_t count = 0;
	for (size_t i = 0; i < reads->address.name_count; i++) {
		struct slice part = row->values[reads->address.name[i]].text;
		if (part.len)
			parts[count++] = part;
	}
	return arena_join(letter_mem, parts, count, SLICE(" "));
}

/* A line for each name of a household in place of the first line. */
static void
name_all(struct address *address, const struct household_names *names)
{
	if (names->count < 2)
		return;
	for (size_t i = address->count; i > 1; i--)
		move_line(address, i + names->count - 2, i - 1);
	for (size_t i = 0; i < names->count; i++) {
		address->lines[i] = names->full[i];
		address->kinds[i] = ADDRESS_NAME;
	}
	address->count += names->count - 1;
}

struct slice
household_names_write(struct arena *arena, const struct household_names *names)
{
	struct slice parts[2 * NAMES_MAX];
	for (size_t i = 0; i < names->count; i++) {
		parts[2 * i] = names->first[i];
		parts[2 * i + 1] = names->full[i];
	}
	return arena_join(arena, parts, 2 * names->count, SLICE("\n"));
}

struct household_names
household_names_read(struct slice text)
{
	struct household_names names = {.count = 0};
	while (text.len && names.count < NAMES_MAX) {
		size_t end = slice_find_char(text, '\n');
		names.first[names.count] = slice_part(text, 0, end);
		text = slice_from(text, end + 1);
		end = slice_find_char(text, '\n');
		names.full[names.count++] = slice_part(text, 0, end);
		text = slice_from(text, end + 1);
	}
	return names;
}

bool
addressee_address(const struct job_reads *reads, const char *concerning,
    struct arena *letter_mem, const struct row *row, enum addressee addressee,
    const struct household_names *names, bool judged, struct address *address,
    struct problem *why)
{
	if (addressee == ADDRESSEE_CLIENT) {
		if (!address_make(letter_mem, &reads->address, &reads->columns,
			row, judged, address, why))
			return false;
		name_all(address, names);
		return true;
	}
	if (!address_make(letter_mem, &reads->guardian_address, &reads->columns,
		row, judged, address, why))
		return false;
	struct slice client = client_name(reads, letter_mem, row);
	if (!client.len) {
		PROBLEM(why, &compose_no_client_name, NO_ARGS);
		return false;
	}
	if (addressee == ADDRESSEE_GUARDIAN) {
		insert_line(address, ADDRESS_CONCERNING,
		    arena_print(letter_mem, "%s %.*s", concerning,
			(int)client.len, client.at));
		return true;
	}
	struct slice guardian = address->lines[0];
	address->lines[0] = client;
	insert_line(address, ADDRESS_CARE_OF,
	    arena_print(
		letter_mem, "c/o %.*s", (int)guardian.len, guardian.at));
	return true;
}
