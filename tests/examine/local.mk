# SPDX-License-Identifier: EUPL-1.2
check_PROGRAMS += tests/examine/check_examine
tests_examine_check_examine_SOURCES = tests/examine/check_examine.c \
	tests/check_run.h
tests_examine_check_examine_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_examine_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_picture
tests_examine_check_picture_SOURCES = tests/examine/check_picture.c \
	tests/check_run.h
tests_examine_check_picture_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_picture_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_mixed
tests_examine_check_mixed_SOURCES = tests/examine/check_mixed.c \
	tests/check_run.h
tests_examine_check_mixed_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_mixed_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_helper
tests_examine_check_helper_SOURCES = tests/examine/check_helper.c \
	tests/check_run.h
tests_examine_check_helper_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_helper_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_plain
tests_examine_check_plain_SOURCES = tests/examine/check_plain.c \
	tests/check_run.h
tests_examine_check_plain_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_plain_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_message
tests_examine_check_message_SOURCES = tests/examine/check_message.c \
	tests/check_run.h
tests_examine_check_message_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_message_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_sound
tests_examine_check_sound_SOURCES = tests/examine/check_sound.c \
	tests/check_run.h
tests_examine_check_sound_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_sound_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_package
tests_examine_check_package_SOURCES = tests/examine/check_package.c \
	tests/check_run.h
tests_examine_check_package_CPPFLAGS = $(CHECK_CPPFLAGS) $(GSF_CFLAGS)
tests_examine_check_package_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_unlock
tests_examine_check_unlock_SOURCES = tests/examine/check_unlock.c \
	tests/check_run.h
tests_examine_check_unlock_CPPFLAGS = $(CHECK_CPPFLAGS) $(QPDF_CFLAGS)
tests_examine_check_unlock_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)
