/*
 * A choice shows all that any letter does, and never claims to be smaller than
 * the smallest that trying out every choice finds.
 */
#include "specimen/cover.h"

#include "test.h"

enum { BRANCHES = 14, LETTERS = 14, TRIALS = 300 };

struct trial {
	uint32_t met[LETTERS]; /* as bits */
	int64_t name[LETTERS];
};

/* splitmix64: the same on every machine */
static uint32_t
next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return (uint32_t)(z >> 32);
}

static void
make_trial(struct trial *trial, uint64_t *state)
{
	for (size_t i = 0; i < LETTERS; i++) {
		trial->met[i] =
		    next(state) & next(state) & ((1u << BRANCHES) - 1);
		if (next(state) % 3 == 0)
			trial->met[i] &= next(state);
		trial->name[i] = 1 + next(state) % 6;
	}
}

/* Whether these letters, as bits, show everything. */
static bool
is_enough(const struct trial *trial, uint32_t letters)
{
	uint32_t all = 0, have = 0;
	int64_t longest = 0, most = 0;
	for (size_t i = 0; i < LETTERS; i++) {
		bool in = letters >> i & 1;
		all |= trial->met[i];
		have |= in ? trial->met[i] : 0;
		longest = trial->name[i] > longest ? trial->name[i] : longest;
		if (in && trial->name[i] > most)
			most = trial->name[i];
	}
	return have == all && most == longest;
}

static size_t
find_smallest(const struct trial *trial)
{
	size_t best = LETTERS;
	for (uint32_t letters = 1; letters < 1u << LETTERS; letters++) {
		size_t count = (size_t)__builtin_popcount(letters);
		if (count < best && is_enough(trial, letters))
			best = count;
	}
	return best;
}

static struct cover
see_all(const struct trial *trial, struct arena *mem)
{
	struct cover cover = cover_make(mem, BRANCHES);
	for (uint32_t i = 0; i < LETTERS; i++) {
		struct branch_set met = branch_set_new(mem, BRANCHES);
		int64_t extremes[EXTREMES] = {[EXTREME_NAME] = trial->name[i]};
		for (size_t b = 0; b < BRANCHES; b++) {
			if (trial->met[i] >> b & 1)
				branch_set_add(&met, b);
		}
		cover_see(&cover, i + 1, &met, extremes);
	}
	return cover;
}

static uint32_t
letters_of(const struct cover_choice *choice)
{
	uint32_t letters = 0;
	for (size_t i = 0; i < choice->count; i++)
		letters |= 1u << (choice->letters[i].number - 1);
	return letters;
}

static void
test_random(void)
{
	uint64_t state = 17;
	size_t over = 0;
	bool shows_all = true, bounds = true, after_drop = true;
	for (int t = 0; t < TRIALS; t++) {
		struct arena *mem = arena_new();
		struct trial trial;
		make_trial(&trial, &state);
		size_t smallest = find_smallest(&trial);
		struct cover cover = see_all(&trial, mem);
		struct cover_choice choice = cover_choose(&cover, mem);
		shows_all &= is_enough(&trial, letters_of(&choice));
		bounds &= choice.least <= smallest && smallest <= choice.count;
		over += choice.count - smallest;
		/* one that cannot be shown is in no other choice */
		uint32_t gone = choice.letters[0].number;
		cover_drop(&cover, gone);
		choice = cover_choose(&cover, mem);
		after_drop &= !(letters_of(&choice) >> (gone - 1) & 1);
		arena_free(mem);
	}
	test_true("everything is shown", shows_all);
	test_true("least <= smallest <= chosen", bounds);
	test_true("what is dropped stays away", after_drop);
	/* one letter too many in four proofs, at most */
	test_true("near the smallest", over * 4 <= TRIALS);
	printf("letters more than needed: %zu in %d\n", over, TRIALS);
}

static void
test_same(void)
{
	struct arena *mem = arena_new();
	struct cover cover = cover_make(mem, 3);
	struct branch_set met = branch_set_new(mem, 3);
	const int64_t extremes[EXTREMES] = {0};
	branch_set_add(&met, 1);
	for (uint32_t i = 1; i <= 5000; i++)
		cover_see(&cover, i, &met, extremes);
	test_number("letters that met the same", (long long)cover.count, 1);
	struct cover_choice choice = cover_choose(&cover, mem);
	test_number("one of them", (long long)choice.count, 1);
	test_number("the first", choice.letters[0].number, 1);
	for (uint32_t i = 1; i <= COVER_SPARE; i++)
		cover_drop(&cover, i);
	choice = cover_choose(&cover, mem);
	test_number("none is left", (long long)choice.count, 0);
	arena_free(mem);
}

/* More that differ than there was room for are found again. */
static void
test_many(void)
{
	struct arena *mem = arena_new();
	struct cover cover = cover_make(mem, BRANCHES);
	const int64_t extremes[EXTREMES] = {0};
	for (uint32_t again = 0; again < 2; again++) {
		for (uint32_t i = 0; i < 6000; i++) {
			struct branch_set met = branch_set_new(mem, BRANCHES);
			for (size_t b = 0; b < BRANCHES; b++) {
				if (i >> b & 1)
					branch_set_add(&met, b);
			}
			if (cover_see(&cover, i + 1, &met, extremes) != i)
				test_number("its entry", -1, i);
		}
	}
	test_number("as many as differ", (long long)cover.count, 6000);
	arena_free(mem);
}

int
main(void)
{
	test_random();
	test_same();
	test_many();
	return test_end();
}
