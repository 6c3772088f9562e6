/* SPDX-License-Identifier: EUPL-1.2
 *
 * Runs a fuzz target over files instead of libFuzzer's inputs: the corpus as
 * an ordinary test. Arguments are files or folders; without any, the target's
 * own seeds ($srcdir/tests/fuzz/seeds/<program>).
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int count;

static int
run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data;
	long size;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 ||
	    (size = ftell(file)) < 0) {
		perror(path);
		return 1;
	}
	rewind(file);
	/* Exactly as long as the input, so that a read behind it shows. */
	data = malloc(size > 0 ? (size_t)size : 1);
	if (data == NULL || fread(data, 1, (size_t)size, file) !=
	    (size_t)size) {
		perror(path);
		return 1;
	}
	fclose(file);
	LLVMFuzzerTestOneInput(data, (size_t)size);
	free(data);
	count++;
	return 0;
}

static int
run_path(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	char name[4096];
	int failed = 0;

	if (folder == NULL)
		return errno == ENOTDIR ? run_file(path)
		    : (perror(path), 1);
	while ((entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		failed |= run_file(name);
	}
	closedir(folder);
	return failed;
}

int
main(int argc, char *argv[])
{
	const char *top = getenv("srcdir");
	char seeds[4096];
	int failed = 0;

	snprintf(seeds, sizeof(seeds), "%s/tests/fuzz/seeds/%s",
	    top != NULL ? top : ".", program_invocation_short_name);
	for (int i = 1; i < argc; i++)
		failed |= run_path(argv[i]);
	if (argc == 1)
		failed = run_path(seeds);
	printf("%d inputs\n", count);
	return failed != 0 || count == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
