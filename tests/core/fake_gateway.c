/* SPDX-License-Identifier: EUPL-1.2 */
#include "fake_gateway.h"

#include <stdlib.h>
#include <string.h>

void
fake_parameter(struct gateway *gateway, const char *name, const char *value)
{
	int i = 0;

	while (i < gateway->parameters && strcmp(gateway->names[i], name) != 0)
		i++;
	if (i == FAKE_PARAMETERS_MOST)
		abort();
	gateway->names[i] = name;
	gateway->values[i] = value;
	if (i == gateway->parameters)
		gateway->parameters++;
}

const char *
gateway_parameter(const struct gateway *gateway, const char *name)
{
	for (int i = 0; i < gateway->parameters; i++)
		if (strcmp(gateway->names[i], name) == 0)
			return gateway->values[i];
	return NULL;
}

enum result
gateway_read(struct gateway *gateway, void *at, size_t size,
    size_t *ret_count)
{
	size_t count = size < gateway->body_left ? size : gateway->body_left;

	if (gateway->read_most > 0 && count > gateway->read_most)
		count = gateway->read_most;
	memcpy(at, gateway->body, count);
	gateway->body += count;
	gateway->body_left -= count;
	*ret_count = count;
	return RESULT_OK;
}

enum result
gateway_write(struct gateway *gateway, const void *at, size_t size)
{
	if (gateway->gone)
		return RESULT_HUNG_UP;
	if (size >= sizeof(gateway->answer) - gateway->answer_length)
		abort();
	memcpy(gateway->answer + gateway->answer_length, at, size);
	gateway->answer_length += size;
	gateway->answer[gateway->answer_length] = '\0';
	gateway->writes++;
	return RESULT_OK;
}

enum result
gateway_answer(struct gateway *gateway, const void *at, size_t size)
{
	return gateway_write(gateway, at, size);
}

enum result
gateway_flush(struct gateway *gateway)
{
	return gateway->gone ? RESULT_HUNG_UP : RESULT_OK;
}
