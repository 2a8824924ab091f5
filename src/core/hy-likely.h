/* What a letter probably asks for, for the clerk to check in the call (screens.md, B10). Guesses:
 * they are shown as such and never become demands by themselves. Pure, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No letter gives more than this many, and none is longer than this many characters. */
#define HY_LIKELY_MAX 8
#define HY_LIKELY_CHARS 48

/**
 * hy_likely_demands:
 * @title: (nullable): what the matter is called
 * @content: (nullable): the citizen's words, valid UTF-8
 *
 * Splits a letter by its own numbering ("1、", "（一）", "①", "一是") where the numbered points are
 * requests, and by the sentences that ask (请问, 希望, 望 …), without the thanks behind them; where
 * there is neither, by its questions. A letter that tells facts alone asks for what its title says.
 *
 * Returns: (transfer full): in the order of the letter, in its words, each once; NULL-terminated.
 */
char **hy_likely_demands (const char *title, const char *content) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
