#include "serve/roles.h"

#include "record/marks.h"
#include "serve/messages.h"
#include "text/gap.h"
#include "text/normal.h"

/* Where the job says it; the first of the register's files. */
#define PATH_MOST 3

static const struct {
	const char *name;
	const struct message *words;
	const char *path[PATH_MOST];
} roles[ROLE_COUNT] = {
    [ROLE_NONE] = {"", &serve_role_none, {NULL}},
    [ROLE_NUMBER_KEY] = {"number-key", &serve_role_number_key, {NULL}},
    [ROLE_NUMBER] = {"number", &serve_role_number, {"roles", "person"}},
    [ROLE_KEY] = {"key", &serve_role_key, {"register", "key"}},
    [ROLE_FIRST_NAME] = {"first", &serve_role_first, {"address", "name"}},
    [ROLE_LAST_NAME] = {"last", &serve_role_last, {"address", "name"}},
    [ROLE_NAME] = {"name", &serve_role_name, {"address", "name"}},
    [ROLE_CO] = {"co", &serve_role_co, {"address", "co"}},
    [ROLE_STREET] = {"street", &serve_role_street, {"address", "street"}},
    [ROLE_STREET2] = {"street2", &serve_role_street2, {"address", "street2"}},
    [ROLE_POSTCODE] = {"postcode", &serve_role_postcode,
	{"address", "postcode"}},
    [ROLE_TOWN] = {"town", &serve_role_town, {"address", "town"}},
    [ROLE_POSTAL] = {"postal", &serve_role_postal, {"address", "postal"}},
    [ROLE_COUNTRY] = {"country", &serve_role_country, {"address", "country"}},
    [ROLE_PROTECTED] = {"protected", &serve_role_protected,
	{"roles", "protected"}},
    [ROLE_DECEASED] = {"deceased", &serve_role_deceased, {"roles", "deceased"}},
    [ROLE_GUARDIAN] = {"guardian", &serve_role_guardian,
	{"roles", "guardian", "name"}},
    [ROLE_GUARDIAN_STREET] = {"guardian-street", &serve_role_guardian_street,
	{"roles", "guardian", "street"}},
    [ROLE_GUARDIAN_POSTCODE] = {"guardian-postcode",
	&serve_role_guardian_postcode, {"roles", "guardian", "postcode"}},
    [ROLE_GUARDIAN_TOWN] = {"guardian-town", &serve_role_guardian_town,
	{"roles", "guardian", "town"}},
};

const char *
role_name(enum role role)
{
	return role < ROLE_COUNT ? roles[role].name : "several";
}

const struct message *
role_words(enum role role)
{
	return role < ROLE_COUNT ? roles[role].words : &serve_role_several;
}

enum role
role_find(struct slice name)
{
	size_t i = 0;
	while (i < ROLE_COUNT && !slice_is(name, roles[i].name))
		i++;
	return (enum role)i;
}

/* ---- what the job says */

struct way_to {
	struct edit_step at[PATH_MOST + 1];
	size_t count;
};

/* "register: [{…}, …]" has the key in its first item; a guardian that is a name
 * alone is one. */
static struct way_to
way_to(const struct edit *edit, enum role role)
{
	struct way_to way = {.count = 0};
	for (size_t i = 0; i < PATH_MOST && roles[role].path[i]; i++) {
		const struct yaml *there = edit_find(edit, way.at, way.count);
		if (there && there->kind == YAML_LIST && i == 1)
			way.at[way.count++] = (struct edit_step){.item = 0};
		if (i == 2 && role == ROLE_GUARDIAN &&
		    (!there || there->kind == YAML_SCALAR))
			break;
		way.at[way.count++] =
		    (struct edit_step){.key = roles[role].path[i]};
	}
	return way;
}

static const struct yaml *
find(const struct edit *edit, enum role role)
{
	struct way_to way = way_to(edit, role);
	return edit_find(edit, way.at, way.count);
}

static size_t
count_in(const struct yaml *yaml)
{
	if (!yaml || yaml->kind == YAML_MAP)
		return 0;
	return yaml->kind == YAML_LIST ? yaml->count : yaml->text.len > 0;
}

static struct slice
name_in(const struct yaml *yaml, size_t at)
{
	if (yaml->kind == YAML_SCALAR)
		return yaml->text;
	return yaml->items[at]->kind == YAML_SCALAR ? yaml->items[at]->text
						    : (struct slice){NULL, 0};
}

/* Its place among the columns of that role, from 1; 0: none. */
static size_t
place_in(const struct yaml *yaml, struct slice column)
{
	for (size_t i = 0; i < count_in(yaml); i++) {
		if (text_same(name_in(yaml, i), column))
			return i + 1;
	}
	return 0;
}

static enum role
role_in_name(const struct yaml *name, size_t place)
{
	if (count_in(name) == 1)
		return ROLE_NAME;
	return place == 1 ? ROLE_FIRST_NAME : ROLE_LAST_NAME;
}

enum role
roles_of(const struct edit *edit, struct slice column)
{
	enum role role = ROLE_NONE;
	const struct yaml *name = find(edit, ROLE_NAME);
	size_t place = place_in(name, column);
	if (place)
		role = role_in_name(name, place);
	for (size_t i = ROLE_NUMBER; i < ROLE_COUNT; i++) {
		if ((i >= ROLE_FIRST_NAME && i <= ROLE_NAME) ||
		    !place_in(find(edit, (enum role)i), column))
			continue;
		if (role == ROLE_NUMBER && i == ROLE_KEY)
			role = ROLE_NUMBER_KEY;
		else
			role = role == ROLE_NONE ? (enum role)i : ROLE_SEVERAL;
	}
	return role;
}

struct slice
roles_unprotected(const struct edit *edit)
{
	const struct yaml *said =
	    edit_find(edit, EDIT_PATH(EDIT_KEY("roles"), EDIT_KEY("protected"),
				EDIT_KEY("none")));
	return said && said->kind == YAML_SCALAR ? said->text
						 : (struct slice){NULL, 0};
}

bool
roles_say_other(const struct edit *edit, enum role role)
{
	const struct yaml *said = roles[role].path[0] ? find(edit, role) : NULL;
	size_t at, len;
	for (size_t i = 0; i < count_in(said); i++) {
		if (!gap_find(name_in(said, i), 0, &at, &len))
			return true;
	}
	return false;
}

bool
roles_explain(const struct edit *edit, struct slice column)
{
	struct edit_step path[] = {
	    EDIT_KEY("roles"), EDIT_KEY("not_marks"), EDIT_NAME(column)};
	struct arena *mem = arena_new();
	struct header_mark mark = marks_find(mem, column);
	const struct yaml *guardian = find(edit, ROLE_GUARDIAN);
	bool of_guardian =
	    mark.kind == MARK_KIND_GUARDIAN && count_in(guardian) &&
	    marks_find(mem, name_in(guardian, 0)).stem == mark.stem;
	arena_free(mem);
	return of_guardian || edit_find(edit, path, 3);
}

/* ---- what is chosen */

struct chosen {
	struct arena *mem;
	struct edit *edit;
	const struct role_choice *choices;
	size_t count;
	struct diag *diag;
};

static bool
has_role(enum role role, enum role wanted)
{
	if (role == ROLE_NUMBER_KEY)
		return wanted == ROLE_NUMBER || wanted == ROLE_KEY;
	return role == wanted;
}

static const struct role_choice *
find_choice(const struct chosen *chosen, struct slice column)
{
	for (size_t i = 0; i < chosen->count; i++) {
		if (text_same(chosen->choices[i].column, column))
			return &chosen->choices[i];
	}
	return NULL;
}

static void
add_name(const struct chosen *chosen, struct yaml *list, struct slice name)
{
	edit_add(chosen->mem, list, edit_text(chosen->mem, name));
}

/* What stands there and is in no form, or is still chosen, in its place; then
 * what is new. */
static struct yaml *
names_of(const struct chosen *chosen, enum role role)
{
	const struct yaml *there = find(chosen->edit, role);
	struct yaml *list = edit_list(chosen->mem);
	for (size_t i = 0; i < count_in(there); i++) {
		struct slice name = name_in(there, i);
		const struct role_choice *choice = find_choice(chosen, name);
		if (!choice || choice->role == ROLE_SEVERAL ||
		    has_role(choice->role, role))
			add_name(chosen, list, name);
	}
	for (size_t i = 0; i < chosen->count; i++) {
		const struct role_choice *choice = &chosen->choices[i];
		if (has_role(choice->role, role) &&
		    !place_in(there, choice->column))
			add_name(chosen, list, choice->column);
	}
	return list;
}

/* First names stand before the others. */
static struct yaml *
address_names(const struct chosen *chosen)
{
	static const enum role order[] = {
	    ROLE_FIRST_NAME, ROLE_NAME, ROLE_LAST_NAME};
	const struct yaml *there = find(chosen->edit, ROLE_NAME);
	struct yaml *list = edit_list(chosen->mem);
	for (size_t i = 0; i < count_in(there); i++) {
		const struct role_choice *choice =
		    find_choice(chosen, name_in(there, i));
		if (!choice || choice->role == ROLE_SEVERAL)
			add_name(chosen, list, name_in(there, i));
	}
	for (size_t k = 0; k < 3; k++) {
		for (size_t i = 0; i < chosen->count; i++) {
			if (chosen->choices[i].role == order[k])
				add_name(
				    chosen, list, chosen->choices[i].column);
		}
	}
	return list;
}

static bool
is_changed(const struct chosen *chosen, enum role role)
{
	for (size_t i = 0; i < chosen->count; i++) {
		const struct role_choice *choice = &chosen->choices[i];
		if (choice->role != choice->was &&
		    (has_role(choice->role, role) ||
			has_role(choice->was, role)))
			return true;
	}
	return false;
}

static bool
set(const struct chosen *chosen, enum role role, struct yaml *names)
{
	struct way_to way = way_to(chosen->edit, role);
	if (!names->count)
		return edit_remove(chosen->edit, way.at, way.count);
	return edit_set(chosen->edit, way.at, way.count,
	    names->count == 1 ? names->items[0] : names);
}

/* A guardian's address needs a map: the name alone becomes one. */
static bool
make_guardian(const struct chosen *chosen)
{
	const struct yaml *there = edit_find(
	    chosen->edit, EDIT_PATH(EDIT_KEY("roles"), EDIT_KEY("guardian")));
	if (!there || there->kind != YAML_SCALAR)
		return true;
	struct yaml *map = edit_map(chosen->mem);
	edit_put(chosen->mem, map, edit_word(chosen->edit, "name"),
	    edit_text(chosen->mem, there->text));
	return edit_set(chosen->edit,
	    EDIT_PATH(EDIT_KEY("roles"), EDIT_KEY("guardian")), map);
}

static bool
is_list(enum role role)
{
	return role == ROLE_PROTECTED || role == ROLE_DECEASED;
}

static bool
write_role(const struct chosen *chosen, enum role role)
{
	if (!is_changed(chosen, role))
		return true;
	struct yaml *names = names_of(chosen, role);
	if (role == ROLE_KEY && !names->count) {
		REPORT(chosen->diag, NO_SPAN, &serve_role_no_key, NO_ARGS);
		return false;
	}
	if (names->count > 1 && !is_list(role)) {
		REPORT(chosen->diag, NO_SPAN, &serve_role_twice,
		    ARGS(names->items[0]->text, names->items[1]->text,
			argument_wording(roles[role].words->wording)));
		return false;
	}
	return (role < ROLE_GUARDIAN_STREET || !names->count ||
		   make_guardian(chosen)) &&
	       set(chosen, role, names);
}

bool
roles_write(struct arena *mem, struct edit *edit,
    const struct role_choice *choices, size_t count, struct diag *diag)
{
	const struct chosen chosen = {mem, edit, choices, count, diag};
	bool ok = true;
	if (is_changed(&chosen, ROLE_FIRST_NAME) ||
	    is_changed(&chosen, ROLE_LAST_NAME) ||
	    is_changed(&chosen, ROLE_NAME))
		ok = set(&chosen, ROLE_NAME, address_names(&chosen));
	for (size_t i = ROLE_NUMBER; i < ROLE_COUNT; i++) {
		if (i < ROLE_FIRST_NAME || i > ROLE_NAME)
			ok = write_role(&chosen, (enum role)i) && ok;
	}
	return ok;
}
