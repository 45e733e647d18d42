/*
 * base/blake2b.c - BLAKE2b of any length (RFC 7693), for the sum in a
 * minisign key, which has 32 bytes.
 */
#include "base/signing.h"

#define BLOCK 128

struct blake2b {
	uint64_t h[8], counted;
};

static const uint64_t start[8] = {0x6a09e667f3bcc908u, 0xbb67ae8584caa73bu,
    0x3c6ef372fe94f82bu, 0xa54ff53a5f1d36f1u, 0x510e527fade682d1u,
    0x9b05688c2b3e6c1fu, 0x1f83d9abfb41bd6bu, 0x5be0cd19137e2179u};

/* RFC 7693, 2.7; rounds 10 and 11 are 0 and 1 again. */
static const uint8_t sigma[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

static uint64_t
rotate(uint64_t x, unsigned by)
{
	return x >> by | x << (64 - by);
}

static void
mix(uint64_t v[16], const unsigned at[4], uint64_t x, uint64_t y)
{
	unsigned a = at[0], b = at[1], c = at[2], d = at[3];
	v[a] += v[b] + x;
	v[d] = rotate(v[d] ^ v[a], 32);
	v[c] += v[d];
	v[b] = rotate(v[b] ^ v[c], 24);
	v[a] += v[b] + y;
	v[d] = rotate(v[d] ^ v[a], 16);
	v[c] += v[d];
	v[b] = rotate(v[b] ^ v[c], 63);
}

static uint64_t
little_endian(const uint8_t *at)
{
	uint64_t value = 0;
	for (int i = 7; i >= 0; i--)
		value = value << 8 | at[i];
	return value;
}

static void
compress(struct blake2b *state, const uint8_t block[BLOCK], bool last)
{
	static const unsigned quarters[8][4] = {{0, 4, 8, 12}, {1, 5, 9, 13},
	    {2, 6, 10, 14}, {3, 7, 11, 15}, {0, 5, 10, 15}, {1, 6, 11, 12},
	    {2, 7, 8, 13}, {3, 4, 9, 14}};
	uint64_t v[16], words[16];
	for (int i = 0; i < 16; i++)
		words[i] = little_endian(block + 8 * i);
	memcpy(v, state->h, sizeof state->h);
	memcpy(v + 8, start, sizeof start);
	v[12] ^= state->counted;
	if (last)
		v[14] = ~v[14];
	for (int round = 0; round < 12; round++) {
		const uint8_t *s = sigma[round % 10];
		for (int i = 0; i < 8; i++)
			mix(v, quarters[i], words[s[2 * i]],
			    words[s[2 * i + 1]]);
	}
	for (int i = 0; i < 8; i++)
		state->h[i] ^= v[i] ^ v[i + 8];
}

void
blake2b(struct slice bytes, uint8_t *to, size_t len)
{
	struct blake2b state = {0};
	uint8_t block[BLOCK] = {0};
	memcpy(state.h, start, sizeof start);
	state.h[0] ^= 0x01010000u ^ (uint64_t)len;
	while (bytes.len > BLOCK) {
		memcpy(block, bytes.at, BLOCK);
		state.counted += BLOCK;
		compress(&state, block, false);
		bytes = slice_from(bytes, BLOCK);
	}
	memset(block, 0, BLOCK);
	if (bytes.len)
		memcpy(block, bytes.at, bytes.len);
	state.counted += bytes.len;
	compress(&state, block, true);
	for (size_t i = 0; i < len; i++)
		to[i] = (uint8_t)(state.h[i / 8] >> 8 * (i % 8));
}
