#include "pdf/icc.h"

#include <math.h>

#include "base/hash.h"
#include "test.h"

static uint32_t
at32(struct slice bytes, size_t at)
{
	uint32_t value = 0;
	for (size_t i = 0; i < 4; i++)
		value = value << 8 | (unsigned char)bytes.at[at + i];
	return value;
}

/* The tag's bytes by its name. */
static struct slice
find_tag(struct slice profile, const char *name)
{
	for (uint32_t i = 0; i < at32(profile, 128); i++) {
		size_t entry = 132 + 12 * i;
		if (memcmp(profile.at + entry, name, 4) == 0)
			return slice_part(profile, at32(profile, entry + 4),
			    at32(profile, entry + 8));
	}
	return (struct slice){0};
}

static double
linear(double x)
{
	return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4);
}

static void
test_curve(struct slice curve)
{
	bool right = at32(curve, 8) == 256 && curve.len == 12 + 512;
	for (size_t i = 0; right && i < 256; i++) {
		double want = linear((double)i / 255) * 65535;
		double have = (unsigned char)curve.at[12 + 2 * i] * 256 +
			      (unsigned char)curve.at[13 + 2 * i];
		right = fabs(want - have) <= 0.5;
	}
	test_true("tone curve", right);
}

/* White in sRGB is the connection space's white, D50. */
static void
test_white(struct slice profile)
{
	static const char *const names[] = {"rXYZ", "gXYZ", "bXYZ"};
	for (size_t axis = 0; axis < 3; axis++) {
		int32_t sum = 0;
		for (size_t i = 0; i < 3; i++)
			sum += (int32_t)at32(
			    find_tag(profile, names[i]), 8 + 4 * axis);
		int32_t white =
		    (int32_t)at32(find_tag(profile, "wtpt"), 8 + 4 * axis);
		test_true("primaries make white",
		    sum - white > -20 && sum - white < 20);
	}
}

static void
test_grey(void)
{
	struct strbuf out = {0};
	icc_add_grey(&out);
	struct slice profile = strbuf_view(&out);
	test_number("grey: size", at32(profile, 0), (long long)profile.len);
	test_slice("grey: class", slice_part(profile, 12, 12), "prtrGRAYXYZ ");
	test_number("grey: tags", at32(profile, 128), 4);
	test_curve(find_tag(profile, "kTRC"));
	test_number("grey: white", at32(find_tag(profile, "wtpt"), 12), 65536);
	test_slice("grey: description",
	    slice_part(find_tag(profile, "desc"), 12, 32),
	    "Grey with the tone curve of sRGB");
	strbuf_fini(&out);
}

int
main(void)
{
	test_grey();
	struct strbuf out = {0};
	strbuf_add_text(&out, "before");
	icc_add_srgb(&out);
	struct slice profile = slice_from(strbuf_view(&out), 6);
	test_number("size", at32(profile, 0), (long long)profile.len);
	test_slice("signature", slice_part(profile, 36, 4), "acsp");
	test_slice("class", slice_part(profile, 12, 12), "mntrRGB XYZ ");
	test_number("tags", at32(profile, 128), 9);
	for (size_t i = 0; i < 9; i++) {
		size_t from = at32(profile, 136 + 12 * i);
		size_t size = at32(profile, 140 + 12 * i);
		test_true("tag inside",
		    from % 4 == 0 && from + size <= profile.len && size > 8);
	}
	char hex[65];
	digest_write_hex(hash_of(profile), hex);
	test_slice("the same bytes on every system", slice_view(hex),
	    "832b45daebeb7f74e3c6ddb01414da31049a2c302fba91357323b0ae6ebe58f6");
	test_curve(find_tag(profile, "gTRC"));
	test_white(profile);
	test_slice("description", slice_part(find_tag(profile, "desc"), 12, 17),
	    "sRGB IEC61966-2.1");
	strbuf_fini(&out);
	return test_end();
}
