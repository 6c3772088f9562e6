/* SPDX-License-Identifier: EUPL-1.2
 *
 * Photos of the demo, drawn: a staircase, a bathroom, a doorway, a chair, a
 * receipt, a portrait for a passport.
 */
#ifndef MINSAG_DATA_PICTURE_H
#define MINSAG_DATA_PICTURE_H

/* Draws the named picture as PNG. Ends the program when there is none. */
void
picture_write_png(const char *path, const char *name);

/* The same as JPEG, with the grain of a small camera. */
void
picture_write_jpeg(const char *path, const char *name);

#endif
