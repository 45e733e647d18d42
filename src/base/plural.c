#include "base/plural.h"

#include <stdbool.h>
#include <string.h>

#define DEPTH_MAX 50

struct reader {
	const char *at;
	unsigned long long n;
	int depth;
	bool broken;
};

static unsigned long long choose(struct reader *reader);

static bool
skips(struct reader *reader, const char *sign)
{
	while (*reader->at == ' ' || *reader->at == '\t')
		reader->at++;
	if (strncmp(reader->at, sign, strlen(sign)) != 0)
		return false;
	reader->at += strlen(sign);
	return true;
}

static unsigned long long
read_number(struct reader *reader)
{
	unsigned long long number = 0;
	if (*reader->at < '0' || *reader->at > '9')
		reader->broken = true;
	while (*reader->at >= '0' && *reader->at <= '9')
		number =
		    number * 10 + (unsigned long long)(*reader->at++ - '0');
	return number;
}

/* n, a number, (…) or !… */
static unsigned long long
one(struct reader *reader)
{
	if (++reader->depth > DEPTH_MAX) {
		reader->broken = true;
		return 0;
	}
	unsigned long long value;
	if (skips(reader, "!")) {
		value = !one(reader);
	} else if (skips(reader, "(")) {
		value = choose(reader);
		reader->broken |= !skips(reader, ")");
	} else if (skips(reader, "n")) {
		value = reader->n;
	} else {
		value = read_number(reader);
	}
	reader->depth--;
	return value;
}

/* From those that bind most to those that bind least, as in C. */
static const char *const signs[][5] = {
    {"*", "/", "%", NULL},
    {"+", "-", NULL},
    {"<=", ">=", "<", ">", NULL},
    {"==", "!=", NULL},
    {"&&", NULL},
    {"||", NULL},
};
#define LEVELS (sizeof signs / sizeof *signs)

static unsigned long long
apply(struct reader *reader, const char *sign, unsigned long long a,
    unsigned long long b)
{
	if ((*sign == '/' || *sign == '%') && b == 0) {
		reader->broken = true;
		return 0;
	}
	switch (sign[0]) {
	case '*':
		return a * b;
	case '/':
		return a / b;
	case '%':
		return a % b;
	case '+':
		return a + b;
	case '-':
		return a - b;
	case '<':
		return sign[1] ? a <= b : a < b;
	case '>':
		return sign[1] ? a >= b : a > b;
	case '=':
		return a == b;
	case '!':
		return a != b;
	case '&':
		return a && b;
	default:
		return a || b;
	}
}

static unsigned long long
chain(struct reader *reader, size_t level)
{
	if (level == 0)
		return one(reader);
	unsigned long long value = chain(reader, level - 1);
	for (size_t i = 0; !reader->broken && signs[level - 1][i]; i++) {
		const char *sign = signs[level - 1][i];
		if (!skips(reader, sign))
			continue;
		value = apply(reader, sign, value, chain(reader, level - 1));
		i = (size_t)-1; /* a further one of this level may follow */
	}
	return value;
}

static unsigned long long
choose(struct reader *reader)
{
	unsigned long long value = chain(reader, LEVELS);
	if (!skips(reader, "?"))
		return value;
	if (reader->broken)
		return 0;
	reader->depth++; /* one() ends what is too deep */
	unsigned long long yes = choose(reader);
	reader->broken |= !skips(reader, ":");
	unsigned long long no = reader->broken ? 0 : choose(reader);
	reader->depth--;
	return value ? yes : no;
}

size_t
plural_form(const char *rule, unsigned long long n)
{
	struct reader reader = {.at = rule ? rule : "", .n = n};
	unsigned long long form = choose(&reader);
	while (*reader.at == ' ')
		reader.at++;
	if (reader.broken || (*reader.at && !strchr(";\n", *reader.at)))
		return n != 1;
	return (size_t)form;
}
