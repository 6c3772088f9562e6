/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as a configuration file, for each program. What is accepted
 * has what the program needs; what is refused has a message.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/conf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char message[64]; /* short, so that messages are cut */
	struct conf conf;

	for (int program = CONF_LOGIN; program <= CONF_COURIER; program <<= 1) {
		memset(&conf, 0, sizeof(conf));
		memset(message, 'x', sizeof(message));
		if (conf_parse("fuzz", (const char *)data, size,
			(enum conf_program)program, &conf, message,
			sizeof(message)) != RESULT_OK) {
			if (memchr(message, '\0', sizeof(message)) == NULL ||
			    conf.database != NULL)
				abort();
			continue;
		}
		if (conf.database == NULL ||
		    (conf.log_level == NULL && program != CONF_IMPORT &&
			program != CONF_ADMIN))
			abort();
		if (conf.base_url != NULL &&
		    strlen(conf.origin) + strlen(conf.base_path) !=
		    strlen(conf.base_url))
			abort();
		conf_clear(&conf);
	}
	return 0;
}
