/* The codes that forms offer, each with its words (screens.md, 2.8). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code;
  const char *words; /* to be translated */
} HyOption;

/* Each ends with a NULL code. */
extern const HyOption hy_options_channel[], hy_options_direction[], hy_options_outcome[],
    hy_options_answered_by[], hy_options_told[], hy_options_opinion[], hy_options_final_opinion[],
    hy_options_finding[], hy_options_done[], hy_options_result[],
    hy_options_return[], hy_options_problem[], hy_options_against[], hy_options_suitable[];

/* The words of @code, translated; @code itself when it is none of @options. */
const char *hy_option_words (const HyOption *options, const char *code);

G_END_DECLS
