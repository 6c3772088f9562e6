/* SPDX-License-Identifier: EUPL-1.2 */
#include "casework/changes.h"

#include <stdint.h>
#include <stdlib.h>

#include "casework/unique.h"
#include "casework/words.h"

#define NOWHERE (-2 * WORDS_MOST) /* a diagonal that no path has reached */
#define DEPTH_FIRST 64 /* how many words may differ before unique runs help */
#define PARTS_DEEP 24  /* parts within parts; each costs some stack */
#define SORT_STEPS 16  /* of sorting one word */
#define ISLAND_BYTES 3 /* "og", ".": too little to stand between two changes */

/* One of the two texts. */
struct side {
	struct words words;
	bool *changed; /* by word: removed from the old, added to the new */
};

struct work {
	struct side old, new;
	int32_t *forward, *backward; /* by diagonal: how far a path has come */
	long steps;
	bool coarse;
	enum result result;
};

/* A part of both texts that is still to be compared. */
struct box {
	int32_t x, x_end; /* words of the old text */
	int32_t y, y_end; /* of the new one */
};

static bool
same(const struct work *work, int32_t x, int32_t y)
{
	return work->old.words.items[x].number ==
	    work->new.words.items[y].number;
}

static void
mark(struct side *side, int32_t from, int32_t to)
{
	for (int32_t i = from; i < to; i++)
		side->changed[i] = true;
}

static void
trim(const struct work *work, struct box *box)
{
	while (box->x < box->x_end && box->y < box->y_end &&
	    same(work, box->x, box->y)) {
		box->x++;
		box->y++;
	}
	while (box->x < box->x_end && box->y < box->y_end &&
	    same(work, box->x_end - 1, box->y_end - 1)) {
		box->x_end--;
		box->y_end--;
	}
}

/* ---- The middle of the shortest way ---- */

/* One of the two searches that meet: from the box's beginning, or its end. */
struct search {
	struct work *work;
	const struct box *box;
	int32_t *reach; /* reach[k]: the most x on diagonal k = x - y */
	int32_t width, height;
	bool from_end;
};

static bool
matches(const struct search *search, int32_t x, int32_t y)
{
	const struct box *box = search->box;

	return search->from_end
	    ? same(search->work, box->x_end - 1 - x, box->y_end - 1 - y)
	    : same(search->work, box->x + x, box->y + y);
}

/* The diagonals that depth steps can reach: from -low to high, every other. */
static int32_t
low(const struct search *search, int32_t depth)
{
	int32_t over = depth - search->height;

	return over <= 0 ? -depth : -search->height + (over & 1);
}

static int32_t
high(const struct search *search, int32_t depth)
{
	int32_t over = depth - search->width;

	return over <= 0 ? depth : search->width - (over & 1);
}

/* Goes on along diagonal k by one step and what follows it that is the same. */
static void
advance(struct search *search, int32_t depth, int32_t k)
{
	int32_t down = search->reach[k + 1];
	int32_t right = search->reach[k - 1] + 1;
	int32_t x;

	if (down - k > search->height)
		down = NOWHERE;
	if (right > search->width)
		right = NOWHERE;
	x = depth == 0 ? 0 : down > right ? down : right;
	search->work->steps++;
	while (x >= 0 && x < search->width && x - k >= 0 &&
	    x - k < search->height && matches(search, x, x - k)) {
		x++;
		search->work->steps++;
	}
	search->reach[k] = x < 0 ? NOWHERE : x;
}

/*
 * One more step of a search, on each of its diagonals. True when it has met
 * the other one; then *ret_k is the diagonal.
 */
static bool
deepen(struct search *search, const struct search *other, int32_t depth,
    bool may_meet, int32_t other_depth, int32_t *ret_k)
{
	int32_t delta = search->width - search->height;

	for (int32_t k = low(search, depth); k <= high(search, depth); k += 2) {
		int32_t k_other = delta - k;
		advance(search, depth, k);
		if (may_meet && k_other >= low(other, other_depth) &&
		    k_other <= high(other, other_depth) &&
		    search->reach[k] + other->reach[k_other] >= search->width) {
			*ret_k = k;
			return true;
		}
	}
	return false;
}

/* No path has come to the diagonals beside the ones that depth reaches. */
static void
fence(struct search *search, int32_t depth)
{
	if (depth <= search->height)
		search->reach[-depth - 1] = NOWHERE;
	if (depth <= search->width)
		search->reach[depth + 1] = NOWHERE;
}

/*
 * A point on a shortest way through the box; false when it is deeper than most
 * or the bound is reached.
 */
static bool
middle(struct work *work, const struct box *box, int32_t most, int32_t *ret_x,
    int32_t *ret_y)
{
	int32_t width = box->x_end - box->x, height = box->y_end - box->y;
	struct search ahead = {work, box, work->forward + height + 1, width,
	    height, false};
	struct search back = {work, box, work->backward + height + 1, width,
	    height, true};
	bool odd = ((width - height) & 1) != 0;
	int32_t k;

	for (int32_t depth = 0; depth <= most &&
	    work->steps < CHANGES_STEPS_MOST; depth++) {
		fence(&ahead, depth);
		fence(&back, depth);
		if (deepen(&ahead, &back, depth, odd && depth > 0, depth - 1,
			&k)) {
			*ret_x = box->x + ahead.reach[k];
			*ret_y = *ret_x - box->x - k + box->y;
			return true;
		}
		if (deepen(&back, &ahead, depth, !odd, depth, &k)) {
			*ret_x = box->x_end - back.reach[k];
			*ret_y = box->y_end - (back.reach[k] - k);
			return true;
		}
	}
	return false;
}

/* ---- A part of both texts ---- */

static void
compare(struct work *work, struct box box, int deep);

static void
replace(struct work *work, const struct box *box)
{
	mark(&work->old, box->x, box->x_end);
	mark(&work->new, box->y, box->y_end);
}

/* Each half needs half the steps of the whole, so it goes no deeper than log2. */
static bool
halve(struct work *work, struct box box, int32_t most, int deep)
{
	int32_t x, y;

	if (!middle(work, &box, most, &x, &y))
		return false;
	compare(work, (struct box){box.x, x, box.y, y}, deep);
	compare(work, (struct box){x, box.x_end, y, box.y_end}, deep);
	return true;
}

static void
take_apart(struct work *work, struct box box,
    const struct unique_pairs *pairs, int deep)
{
	int32_t x = box.x, y = box.y;

	for (int32_t i = 0; i < pairs->count; i++) {
		int32_t x_next = box.x + pairs->items[i].x;
		int32_t y_next = box.y + pairs->items[i].y;
		compare(work, (struct box){x, x_next, y, y_next}, deep + 1);
		x = x_next;
		y = y_next;
	}
	compare(work, (struct box){x, box.x_end, y, box.y_end}, deep + 1);
}

/*
 * Takes the box apart at runs of words that are there once in both. False when
 * there are none. Long runs first: they are rarer, and so surer.
 */
static bool
part(struct work *work, struct box box, int deep)
{
	struct unique_pairs pairs = {.count = 0};
	int32_t width = box.x_end - box.x, height = box.y_end - box.y;
	bool done = false;

	for (int32_t run = 4; run > 0 && !done && deep < PARTS_DEEP &&
	    work->steps < CHANGES_STEPS_MOST; run /= 2) {
		work->steps += SORT_STEPS * (long)(width + height);
		work->result = unique_find(work->old.words.items + box.x,
		    width, work->new.words.items + box.y, height, run, &pairs);
		if (work->result != RESULT_OK)
			return true;
		done = pairs.count > 0 || (run == 1 && pairs.nothing_common);
		if (pairs.count > 0)
			take_apart(work, box, &pairs, deep);
		else if (done)
			replace(work, &box);
		unique_free(&pairs);
	}
	return done;
}

static void
compare(struct work *work, struct box box, int deep)
{
	trim(work, &box);
	if (work->result != RESULT_OK)
		return;
	if (box.x == box.x_end || box.y == box.y_end)
		replace(work, &box);
	else if (!halve(work, box, DEPTH_FIRST, deep) &&
	    !part(work, box, deep) && !halve(work, box, INT32_MAX, deep)) {
		work->coarse = true;
		replace(work, &box);
	}
}

/* ---- What is told ---- */

/* A place in both texts. */
struct at {
	int32_t x, y;
};

static bool
at_change(const struct work *work, struct at at)
{
	return (at.x < work->old.words.count && work->old.changed[at.x]) ||
	    (at.y < work->new.words.count && work->new.changed[at.y]);
}

static bool
at_end(const struct work *work, struct at at)
{
	return at.x == work->old.words.count && at.y == work->new.words.count;
}

static struct at
after_change(const struct work *work, struct at at)
{
	while (at.x < work->old.words.count && work->old.changed[at.x])
		at.x++;
	while (at.y < work->new.words.count && work->new.changed[at.y])
		at.y++;
	return at;
}

static struct at
after_same(const struct work *work, struct at at)
{
	while (!at_end(work, at) && !at_change(work, at)) {
		at.x++;
		at.y++;
	}
	return at;
}

/* Where a short word stands between two changes it is a part of them. */
static void
join_islands(struct work *work)
{
	struct at at = after_same(work, (struct at){0, 0});

	while (!at_end(work, at)) {
		struct at from = after_change(work, at);
		at = after_same(work, from);
		if (at_end(work, at) || at.x != from.x + 1 ||
		    work->old.words.items[from.x].length > ISLAND_BYTES)
			continue;
		mark(&work->old, from.x, at.x);
		mark(&work->new, from.y, at.y);
	}
}

static size_t
length_of(const struct words *words, int32_t from, int32_t to)
{
	const struct word *last = &words->items[to - 1];
	const char *end = to < words->count ? words->items[to].at
					    : last->at + last->length;

	return (size_t)(end - words->items[from].at);
}

static void
tell(struct changes *changes, enum change_what what,
    const struct words *words, int32_t from, int32_t to)
{
	if (from < to)
		changes->items[changes->count++] = (struct change){what,
		    words->items[from].at, length_of(words, from, to),
		    (size_t)(to - from)};
}

/*
 * Of what is the same: its ends, where a change is near; before the first
 * change and after the last there is only one. Where the new text ends and the
 * old one goes on it is the old one's, which has the space that comes next.
 */
static void
tell_same(struct changes *changes, const struct work *work, struct at from,
    struct at to, int32_t context)
{
	bool old = to.y == work->new.words.count && !at_end(work, to);
	const struct words *words = old ? &work->old.words : &work->new.words;
	int32_t first = old ? from.x : from.y, end = old ? to.x : to.y;
	bool begins = from.x == 0 && from.y == 0;
	int32_t head = begins ? first : first + context;
	int32_t tail = at_end(work, to) ? end : end - context;

	if (head >= tail) {
		tell(changes, CHANGE_SAME, words, first, end);
		return;
	}
	tell(changes, CHANGE_SAME, words, first, head);
	tell(changes, CHANGE_SKIPPED, words, head, tail);
	tell(changes, CHANGE_SAME, words, tail, end);
}

/* How many items tell needs at most. */
static size_t
items_most(const struct work *work)
{
	struct at at = after_same(work, (struct at){0, 0});
	size_t count = 3;

	for (; !at_end(work, at); count += 5)
		at = after_same(work, after_change(work, at));
	return count;
}

static enum result
tell_all(const struct work *work, size_t context, struct changes *ret_changes)
{
	struct changes changes = {.coarse = work->coarse};
	int32_t most = context < WORDS_MOST ? (int32_t)context : WORDS_MOST;
	struct at at = {0, 0}, to = after_same(work, at);

	if (at_end(work, to)) {
		*ret_changes = changes;
		return RESULT_OK;
	}
	changes.items = malloc(items_most(work) * sizeof(*changes.items));
	if (changes.items == NULL)
		return RESULT_TRY_AGAIN;
	for (;;) {
		tell_same(&changes, work, at, to, most);
		if (at_end(work, to))
			break;
		at = after_change(work, to);
		tell(&changes, CHANGE_REMOVED, &work->old.words, to.x, at.x);
		tell(&changes, CHANGE_ADDED, &work->new.words, to.y, at.y);
		to = after_same(work, at);
	}
	*ret_changes = changes;
	return RESULT_OK;
}

/* ---- All of it ---- */

static enum result
begin(struct work *work, const char *old_text, size_t old_length,
    const char *new_text, size_t new_length)
{
	enum result result;
	size_t diagonals;

	result = words_split(old_text, old_length, &work->old.words);
	if (result != RESULT_OK)
		return result;
	result = words_split(new_text, new_length, &work->new.words);
	if (result != RESULT_OK)
		return result;
	result = words_number(&work->old.words, &work->new.words);
	if (result != RESULT_OK)
		return result;
	diagonals = (size_t)work->old.words.count +
	    (size_t)work->new.words.count + 3;
	work->old.changed = calloc((size_t)work->old.words.count + 1, 1);
	work->new.changed = calloc((size_t)work->new.words.count + 1, 1);
	work->forward = malloc(diagonals * sizeof(*work->forward));
	work->backward = malloc(diagonals * sizeof(*work->backward));
	return work->old.changed == NULL || work->new.changed == NULL ||
	    work->forward == NULL || work->backward == NULL
	    ? RESULT_TRY_AGAIN : RESULT_OK;
}

static void
end(struct work *work)
{
	words_free(&work->old.words);
	words_free(&work->new.words);
	free(work->old.changed);
	free(work->new.changed);
	free(work->forward);
	free(work->backward);
}

enum result
changes_find(const char *old_text, size_t old_length, const char *new_text,
    size_t new_length, size_t context, struct changes *ret_changes)
{
	struct work work = {.result = RESULT_OK};
	enum result result = begin(&work, old_text, old_length, new_text,
	    new_length);

	if (result == RESULT_OK) {
		compare(&work, (struct box){0, work.old.words.count, 0,
		    work.new.words.count}, 0);
		result = work.result;
	}
	if (result == RESULT_OK) {
		join_islands(&work);
		result = tell_all(&work, context, ret_changes);
	}
	end(&work);
	return result;
}

void
changes_free(struct changes *changes)
{
	free(changes->items);
	*changes = (struct changes){.count = 0};
}
