/* SPDX-License-Identifier: EUPL-1.2
 *
 * Bytes of a foreign file, and the numbers in them. Whoever reads a number has
 * asked for the size.
 */
#ifndef MINSAG_BYTES_H
#define MINSAG_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct bytes {
	const unsigned char *at;
	size_t size;
};

static inline uint32_t
bytes_be32(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	    (uint32_t)at[2] << 8 | at[3];
}

static inline unsigned
bytes_be16(const unsigned char *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

static inline uint32_t
bytes_le32(const unsigned char *at)
{
	return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 |
	    (uint32_t)at[1] << 8 | at[0];
}

static inline unsigned
bytes_le16(const unsigned char *at)
{
	return (unsigned)at[1] << 8 | at[0];
}

#endif
