# SPDX-License-Identifier: EUPL-1.2
# The demo municipality: minsag-demo DIR writes an import folder.
noinst_PROGRAMS += minsag-demo
minsag_demo_SOURCES = \
	tests/data/calendar.c tests/data/calendar.h \
	tests/data/chance.c tests/data/chance.h \
	tests/data/demo.c \
	tests/data/pad.c \
	tests/data/paper.c tests/data/paper.h \
	tests/data/phrase.c tests/data/phrase.h \
	tests/data/picture.c tests/data/picture.h \
	tests/data/record.c tests/data/record.h \
	tests/data/story.c tests/data/story.h
minsag_demo_CPPFLAGS = $(AM_CPPFLAGS) \
	-DDEMO_FOLDER='"$(abs_top_srcdir)/tests/data"'
minsag_demo_CFLAGS = $(AM_CFLAGS) $(CAIRO_CFLAGS) $(JSON_CFLAGS)
minsag_demo_LDADD = $(CAIRO_LIBS) $(JSON_LIBS) -ljpeg -lm
EXTRA_DIST += tests/data/guidance.txt tests/data/kle.jsonl \
	tests/data/phrases tests/data/stories
