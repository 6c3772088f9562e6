/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "paper.h"

#define TAIL_MOST 2048

static void __attribute__((noreturn))
fail(const char *path)
{
	perror(path);
	exit(1);
}

/* Finds the number behind the last occurrence of word in the file's tail. */
static unsigned long
last_number(const char *path, const char *tail, const char *word)
{
	const char *at = NULL;

	for (const char *p = tail; (p = strstr(p, word)) != NULL; p++)
		at = p + strlen(word);
	if (at == NULL) {
		fprintf(stderr, "minsag-demo: %s: no %s in the trailer\n", path,
		    word);
		exit(1);
	}
	return strtoul(at, NULL, 10);
}

static void
write_noise(FILE *file, uint64_t length)
{
	struct chance chance = chance_from("scanner");
	uint64_t block[1024];

	while (length > 0) {
		size_t part = length < sizeof(block) ? (size_t)length :
		    sizeof(block);

		for (size_t i = 0; i < 1024; i++)
			block[i] = chance_next(&chance);
		fwrite(block, 1, part, file);
		length -= part;
	}
}

/* The update's end; its length does not depend on the stream's. */
static int
format_end(char *out, size_t size, unsigned long object, uint64_t offset,
    uint64_t table, unsigned long root, unsigned long previous)
{
	return snprintf(out, size, "\nendstream\nendobj\nxref\n%lu 1\n"
	    "%010llu 00000 n \ntrailer\n<< /Size %lu /Root %lu 0 R "
	    "/Prev %lu >>\nstartxref\n%010llu\n%%%%EOF\n", object,
	    (unsigned long long)offset, object + 1, root, previous,
	    (unsigned long long)table);
}

void
paper_pad(const char *path, uint64_t size)
{
	FILE *file = fopen(path, "r+b");
	char tail[TAIL_MOST + 1], head[256], end[512];
	unsigned long object, root, previous;
	uint64_t begin, length, table;
	size_t got;
	int head_length, end_length;

	if (file == NULL || fseek(file, -TAIL_MOST, SEEK_END) != 0)
		fail(path);
	got = fread(tail, 1, TAIL_MOST, file);
	for (size_t i = 0; i < got; i++)
		if (tail[i] == '\0')
			tail[i] = ' ';
	tail[got] = '\0';
	begin = (uint64_t)ftell(file);
	object = last_number(path, tail, "/Size ");
	root = last_number(path, tail, "/Root ");
	previous = last_number(path, tail, "startxref\n");
	end_length = format_end(end, sizeof(end), object, begin, 0, root,
	    previous);
	/* The length has always ten digits, so the head's size is known. */
	head_length = snprintf(head, sizeof(head), "%lu 0 obj\n<< /Type "
	    "/XObject /Subtype /Image /Width 4096 /Height 5400\n/ColorSpace "
	    "/DeviceRGB /BitsPerComponent 8 /Length %010d >>\nstream\n", object,
	    0);
	length = size - begin - (uint64_t)head_length - (uint64_t)end_length;
	table = begin + (uint64_t)head_length + length +
	    strlen("\nendstream\nendobj\n");
	snprintf(head, sizeof(head), "%lu 0 obj\n<< /Type /XObject /Subtype "
	    "/Image /Width 4096 /Height 5400\n/ColorSpace /DeviceRGB "
	    "/BitsPerComponent 8 /Length %010llu >>\nstream\n", object,
	    (unsigned long long)length);
	format_end(end, sizeof(end), object, begin, table, root, previous);
	if (fseek(file, 0, SEEK_END) != 0)
		fail(path);
	fwrite(head, 1, (size_t)head_length, file);
	write_noise(file, length);
	fwrite(end, 1, (size_t)end_length, file);
	if (fclose(file) != 0)
		fail(path);
}
