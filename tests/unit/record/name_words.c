/* Words in any order, whatever they were written with; read twice, the same. */
#include "record/name_words.h"

#include "test.h"

static const struct {
	const char *a, *b;
	size_t words;
	bool same;
} cases[] = {
    {"Anna Ek", "EK, ANNA", 2, true},
    {"Anna  Ek ", "anna-ek", 2, true},
    {"Bj\u00f6rk", "BJORK", 1, true},
    {"Anna Anna", "Anna", 1, true},
    {"Anna Ek", "Anna Ak", 2, false},
    {"", "", 0, true},
    {"Anna", "Anna Ek", 1, false},
    {"Anna Maria Charlotta Elisabet Margareta Ek",
	"Ek Anna Maria Charlotta Elisabet Margareta", 6, true},
    {"a b c d e f g h i j k l m n o p q r s t u v w x y z",
	"z y x w v u t s r q p o n m l k j i h g f e d c b a", 24, false},
};

static const struct {
	const char *cell;
	bool name;
} names[] = {
    {"Anna Ek", true},
    {"A", false},
    {"", false},
    {"Storgatan 5", false},
    {"\u00c5ke", true},
    {"Anna Maria Charlotta Elisabet Margareta Kristina Birgitta Ulrika "
     "Eleonora Josefina Vilhelmina Augusta Karolina Sofia Ekman",
	false},
};

int
main(void)
{
	struct name_reader *reader = name_reader_new();
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < COUNT(cases); i++) {
			struct name_words a =
			    *name_words_of(reader, slice_view(cases[i].a));
			struct name_words b =
			    *name_words_of(reader, slice_view(cases[i].b));
			test_number(cases[i].a, (long long)a.count,
			    (long long)cases[i].words);
			test_true(cases[i].b,
			    (name_words_sum(&a) == name_words_sum(&b)) ==
				cases[i].same);
		}
	}
	struct name_words both = *name_words_of(reader, SLICE("Anna"));
	name_words_join(&both, name_words_of(reader, SLICE("Ek Anna")));
	test_number("joined, each once", (long long)both.count, 2);
	struct name_words ek = *name_words_of(reader, SLICE("ek"));
	test_true("have", name_words_have(&both, ek.at[0]));
	test_true("bits", (both.bits & ek.bits) == ek.bits);
	for (size_t i = 0; i < COUNT(names); i++)
		test_true(names[i].cell,
		    name_may_be(slice_view(names[i].cell)) == names[i].name);
	name_reader_free(reader);
	name_reader_free(NULL);
	return test_end();
}
