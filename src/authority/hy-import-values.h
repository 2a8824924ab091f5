/* The words and times that stand in the cells of a spreadsheet export. All take trimmed text and
 * leave *out alone when they fail. */
#pragma once

#include "core/hy-codes.h"
#include "core/hy-time.h"

G_BEGIN_DECLS

/**
 * hy_cell_time:
 * @end_of_day: what a date without a time means: its last second, else its first
 *
 * "2019-02-28 11:25:05", "2019/2/28 11:25", "2019年2月28日", "2019.2.28", "20190228112505", RFC
 * 3339, and the serial number of a spreadsheet (days since 1899-12-30). Without an offset the zone
 * is +08:00.
 */
gboolean
hy_cell_time (const char *text, gboolean end_of_day, HyTime *out) G_GNUC_WARN_UNUSED_RESULT;

/* The wire codes and the words of hotline platforms. */
gboolean hy_cell_kind (const char *text, HyDemandKind *out) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_cell_channel (const char *text, HyChannel *out) G_GNUC_WARN_UNUSED_RESULT;

/* 是, 1, yes … and 否, 0, no …; @words (separated by spaces, nullable) are what else means yes. */
gboolean hy_cell_yes (const char *text, const char *words, gboolean *out) G_GNUC_WARN_UNUSED_RESULT;

/* What people type where there is nothing: "无", "-", "/" … */
gboolean hy_cell_is_nothing (const char *text);

/* A long number that the spreadsheet has made "1.38E+10" of: its digits are lost. */
gboolean hy_cell_is_shortened_number (const char *text);

/* Levels between "/", ">", "|" and the like, outermost first. NULL when there are none; free it. */
char **hy_cell_levels (const char *text);

G_END_DECLS
