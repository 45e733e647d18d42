#include "shop/marks.h"

void
shop_run_number(struct digest digest, char digits[SHOP_RUN_DIGITS + 1])
{
	uint64_t number = 0;
	for (size_t i = 0; i < sizeof number; i++)
		number = number << 8 | digest.bytes[i];
	snprintf(digits, SHOP_RUN_DIGITS + 1, "%012llu",
	    (unsigned long long)(number % 1000000000000));
}

/* ---- the code */

/* The last digits, with zeros before them. */
static void
add_digits(struct strbuf *out, uint64_t number, uint32_t width)
{
	char digits[24];
	int len = snprintf(
	    digits, sizeof digits, "%020llu", (unsigned long long)number);
	strbuf_add(out, (struct slice){digits + len - (int)width, width});
}

/* GS1 General Specifications 7.9: weights 3 and 1 from the right. */
static uint32_t
check_10(struct slice text)
{
	uint32_t sum = 0, weight = 3;
	for (size_t i = text.len; i-- > 0;) {
		if (text.at[i] < '0' || text.at[i] > '9')
			continue;
		sum += (uint32_t)(text.at[i] - '0') * weight;
		weight = 4 - weight;
	}
	return (10 - sum % 10) % 10;
}

/* ISO 7064 MOD 97-10; a letter counts as 10 to 35. */
static uint32_t
check_97(struct slice text)
{
	uint32_t rest = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c >= '0' && c <= '9')
			rest = (rest * 10 + (uint32_t)(c - '0')) % 97;
		else if (c >= 'A' && c <= 'Z')
			rest = (rest * 100 + (uint32_t)(c - 'A') + 10) % 97;
	}
	return 98 - rest * 100 % 97;
}

static void
add_part(struct strbuf *out, const struct shop_part *part,
    const struct shop_sheet *sheet)
{
	struct slice said = strbuf_view(out);
	switch (part->kind) {
	case PART_LITERAL:
		strbuf_add(out, part->text);
		break;
	case PART_RUN:
		strbuf_add(out, slice_part(sheet->run, 0, part->width));
		break;
	case PART_LETTER:
		add_digits(out, sheet->letter, part->width);
		break;
	case PART_SHEET:
		add_digits(out, sheet->sheet, part->width);
		break;
	case PART_SHEETS:
		add_digits(out, sheet->sheets, part->width);
		break;
	case PART_CLASS:
		add_digits(out, sheet->class, part->width);
		break;
	case PART_CHECK:
		add_digits(out,
		    part->width == 1 ? check_10(said) : check_97(said),
		    part->width);
		break;
	}
}

struct slice
shop_code_says(struct arena *mem, const struct shop_code *code,
    const struct shop_sheet *sheet)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < code->count; i++)
		add_part(&out, &code->parts[i], sheet);
	struct slice said = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return said;
}

static uint32_t
most_of(const struct shop *shop, enum shop_part_kind a, enum shop_part_kind b)
{
	uint64_t most = UINT32_MAX;
	for (size_t i = 0; shop->code.given && i < shop->code.count; i++) {
		const struct shop_part *part = &shop->code.parts[i];
		uint64_t room = 1;
		if (part->kind != a && part->kind != b)
			continue;
		for (uint32_t k = 0; k < part->width; k++)
			room *= 10;
		most = room - 1 < most ? room - 1 : most;
	}
	return (uint32_t)most;
}

uint32_t
shop_letters_most(const struct shop *shop)
{
	return most_of(shop, PART_LETTER, PART_LETTER);
}

uint32_t
shop_sheets_most(const struct shop *shop)
{
	return most_of(shop, PART_SHEET, PART_SHEETS);
}

/* ---- OMR */

/* From least to most, and round again; 0, of a proof, counts as the first. */
static uint32_t
wrapped(uint32_t number, uint32_t least, uint32_t most)
{
	return least + (number ? number - 1 : 0) % (most - least + 1);
}

static bool
has_mark(const struct shop_omr *omr, const struct shop_place *place,
    const struct shop_sheet *sheet)
{
	switch (place->kind) {
	case PLACE_ALWAYS:
		return true;
	case PLACE_FIRST:
		return sheet->sheet == 1;
	case PLACE_LAST:
		return sheet->sheet == sheet->sheets;
	case PLACE_COLLATE:
		return sheet->sheet < sheet->sheets;
	case PLACE_SEQUENCE:
		return wrapped(sheet->sequence, omr->sequence_least,
			   omr->sequence_most) &
		       place->bit;
	case PLACE_LETTER:
		return wrapped(
			   sheet->letter, omr->letter_least, omr->letter_most) &
		       place->bit;
	case PLACE_PARITY:
		break; /* of all others */
	}
	return false;
}

uint32_t
shop_omr_says(const struct shop_omr *omr, const struct shop_sheet *sheet)
{
	uint32_t says = 0, parity = 0, marks = 0;
	for (size_t i = 0; i < omr->count; i++) {
		if (omr->places[i].kind == PLACE_PARITY)
			parity = 1U << i;
		if (!has_mark(omr, &omr->places[i], sheet))
			continue;
		says |= 1U << i;
		marks++;
	}
	return marks % 2 != (uint32_t)omr->odd ? says | parity : says;
}
