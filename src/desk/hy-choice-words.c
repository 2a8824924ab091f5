#include "desk/hy-choice-words.h"

#include "desk/hy-text.h"

const HyOption hy_options_channel[] = { { "phone", N_ ("By phone") },
                                        { "visit", N_ ("Visit") },
                                        { "message", N_ ("By message") },
                                        { "met", N_ ("Met") },
                                        { NULL, NULL } };

const HyOption hy_options_direction[]
    = { { "out", N_ ("Outgoing") }, { "in", N_ ("Incoming") }, { NULL, NULL } };

const HyOption hy_options_outcome[]
    = { { "reached", N_ ("Reached") },        { "no_answer", N_ ("No answer") },
        { "refused", N_ ("Would not talk") }, { "wrong_number", N_ ("Wrong number") },
        { "off", N_ ("Switched off") },       { NULL, NULL } };

const HyOption hy_options_answered_by[] = { { "self", N_ ("Themselves") },
                                            { "family", N_ ("Family") },
                                            { "other", N_ ("Others") },
                                            { NULL, NULL } };

/* Both say that it takes longer, and both ask where that was told. */
const HyOption hy_options_told[] = { { "tell_extension", N_ ("An extension or suspension") },
                                     { "tell_result", N_ ("Result of the handling") },
                                     { "tell_return", N_ ("Passing to another unit") },
                                     { NULL, NULL } };

const HyOption hy_options_opinion[] = { { "satisfied", N_ ("Satisfied") },
                                        { "basic", N_ ("Fairly satisfied") },
                                        { "dissatisfied", N_ ("Dissatisfied") },
                                        { "declined", N_ ("Would not say") },
                                        { NULL, NULL } };

const HyOption hy_options_final_opinion[] = { { "satisfied", N_ ("Satisfied") },
                                              { "basic", N_ ("Fairly satisfied") },
                                              { "dissatisfied", N_ ("Dissatisfied") },
                                              { "declined", N_ ("Would not say") },
                                              { "unreachable", N_ ("Cannot be reached") },
                                              { "not_asked", N_ ("Not asked") },
                                              { NULL, NULL } };

const HyOption hy_options_finding[] = { { "true", N_ ("True") },
                                        { "partly", N_ ("Partly true") },
                                        { "untrue", N_ ("Untrue") },
                                        { "not_applicable", N_ ("Not applicable") },
                                        { NULL, NULL } };

const HyOption hy_options_done[] = { { "done", N_ ("Done") }, { "by", N_ ("By") }, { NULL, NULL } };

const HyOption hy_options_result[]
    = { { "solved", N_ ("Solved") },        { "partly", N_ ("Partly solved") },
        { "explained", N_ ("Explained") },  { "cannot", N_ ("Cannot be solved") },
        { "untrue", N_ ("Not as stated") }, { NULL, NULL } };

/* What is no ground stands beside the grounds: who looks for it finds what to do instead. */
const HyOption hy_options_return[] = { { "not_our_territory", N_ ("Not our territory") },
                                       { "not_our_function", N_ ("Not our function") },
                                       { "duplicate", N_ ("A repeat") },
                                       { "petition_or_litigation", N_ ("Petition or court") },
                                       { "emergency_number", N_ ("For the emergency number") },
                                       { "too_little_to_go_on", N_ ("Too little to go on") },
                                       { "owner_not_found", N_ ("Owner not found") },
                                       { "too_difficult", N_ ("Too difficult") },
                                       { NULL, NULL } };

const HyOption hy_options_problem[]
    = { { "owner_not_found", N_ ("Owner not found") },
        { "several_units", N_ ("Several units are concerned") },
        { "nobody_responsible", N_ ("Nobody says it is theirs") },
        { "other", N_ ("Something else") },
        { NULL, NULL } };

const HyOption hy_options_against[] = { { "rework", N_ ("That it was sent back") },
                                        { "dissatisfied", N_ ("“Dissatisfied” at the follow-up") },
                                        { "overdue", N_ ("That it counts as overdue") },
                                        { NULL, NULL } };

const HyOption hy_options_suitable[]
    = { { "civil", N_ ("Between people or firms: neighbours, homes, shared space") },
        { "willing", N_ ("All sides are willing to talk") },
        { "no_offence", N_ ("No crime, and nothing that an office punishes") },
        { "no_court", N_ ("Neither in court nor a petition") },
        { NULL, NULL } };

const char *
hy_option_words (const HyOption *options, const char *code)
{
  for (gsize i = 0; options[i].code != NULL; i++)
    if (g_strcmp0 (options[i].code, code) == 0)
      return _ (options[i].words);
  return code;
}
