/* Inside the core: the schemas, guards and effects that the table of hy-kinds.c puts together. Each source
 * hy-kinds-SUBJECT.c holds those of its subject. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

/* What a citizen thinks of the result, in a contact and in a reply. */
extern const HyField hy_fields_opinion[];

/* hy-kinds-handling.c: who handles it, contacts, progress, receipts; hy-kinds-special.c: the rarer ones */
extern const HyField hy_fields_sign[], hy_fields_assign[], hy_fields_contact[], hy_fields_progress[],
    hy_fields_read_receipt[], hy_fields_reveal[], hy_fields_mediation[], hy_fields_petition_link[],
    hy_fields_article_suggest[];
extern const HyGuard hy_guards_sign[], hy_guards_read_receipt[], hy_guards_mediation[];
void hy_apply_sign (HyCase *c, const HyStep *step);
void hy_apply_assign (HyCase *c, const HyStep *step);
void hy_apply_claim (HyCase *c, const HyStep *step);
void hy_apply_contact (HyCase *c, const HyStep *step);
void hy_apply_mediation (HyCase *c, const HyStep *step);
void hy_apply_petition_link (HyCase *c, const HyStep *step);

/* hy-kinds-requests.c: what an office asks the district for, and takes back */
extern const HyField hy_fields_extension_request[], hy_fields_return_request[],
    hy_fields_coordination_request[], hy_fields_suspend_request[], hy_fields_request_withdraw[],
    hy_fields_appeal[];
extern const HyGuard hy_guards_extension_request[], hy_guards_return_request[],
    hy_guards_suspend_request[], hy_guards_request_withdraw[], hy_guards_appeal[];
void hy_apply_extension_request (HyCase *c, const HyStep *step);
void hy_apply_return_request (HyCase *c, const HyStep *step);
void hy_apply_suspend_request (HyCase *c, const HyStep *step);
void hy_apply_request_withdraw (HyCase *c, const HyStep *step);

/* hy-kinds-reply.c: closing */
extern const HyField hy_fields_situation_statement[], hy_fields_interim_reply[], hy_fields_reply[],
    hy_fields_why[];
extern const HyGuard hy_guards_situation_statement[], hy_guards_reply[], hy_guards_reply_withdraw[];
void hy_apply_situation_statement (HyCase *c, const HyStep *step);
void hy_apply_reply (HyCase *c, const HyStep *step);
void hy_apply_reply_withdraw (HyCase *c, const HyStep *step);

/* hy-kinds-district.c: the district's events */
extern const HyField hy_fields_dispatched[], hy_fields_reassigned[], hy_fields_text[],
    hy_fields_supplemented[], hy_fields_rejected[], hy_fields_extension_granted[],
    hy_fields_supervised[], hy_fields_followed_up[], hy_fields_coordinated[], hy_fields_merged[],
    hy_fields_appeal_decided[];
extern const HyGuard hy_guards_extension_granted[], hy_guards_extension_decided[],
    hy_guards_suspension_decided[], hy_guards_appeal_decided[];
void hy_apply_dispatched (HyCase *c, const HyStep *step);
void hy_apply_return_granted (HyCase *c, const HyStep *step);
void hy_apply_return_refused (HyCase *c, const HyStep *step);
void hy_apply_extension_granted (HyCase *c, const HyStep *step);
void hy_apply_extension_refused (HyCase *c, const HyStep *step);
void hy_apply_urged (HyCase *c, const HyStep *step);
void hy_apply_supervised (HyCase *c, const HyStep *step);
void hy_apply_reply_accepted (HyCase *c, const HyStep *step);
void hy_apply_rework (HyCase *c, const HyStep *step);
void hy_apply_followed_up (HyCase *c, const HyStep *step);
void hy_apply_suspension_granted (HyCase *c, const HyStep *step);
void hy_apply_suspension_refused (HyCase *c, const HyStep *step);
void hy_apply_suspension_ended (HyCase *c, const HyStep *step);
void hy_apply_leave (HyCase *c, const HyStep *step);

/* Used by several subjects. */

/* Fills @refusal with @code and the state; always FALSE. */
gboolean hy_refuse (const HyCase *c, HyRefusal *refusal, const char *code);
/* The same with bad_body of @field. */
gboolean hy_refuse_field (const HyCase *c, HyRefusal *refusal, const char *field);
/* Guard: citizen_told names a reached contact, or is "attempts" or "waived" and true. */
gboolean hy_guard_citizen_told (const HyCase *c, const HyStep *step, HyRefusal *refusal);
/* The state a ticket works in when nothing else holds it: handling, rework, or pending_sign before the signing. */
HyState hy_working_state (const HyTicket *ticket);
/* Whether @record gave the ticket to an office. */
gboolean hy_record_is_dispatch (const HyRecord *record);
/* Whether @record began a round of the clocks (dispatch, rework, reopening). */
gboolean hy_record_starts_clocks (const HyRecord *record);
/* Whether the record at @index amends an earlier one of its kind; naming one is not enough. */
gboolean hy_amends_one (const HyCase *c, guint index);
/* The contact that counts at @index of the timeline as it was before @to: an amendment stands in the place of
 * the first of its chain. NULL: none there. */
const HyRecord *hy_contact_at (const HyCase *c, guint index, guint to);
/* Takes the demands that @contact confirms, rewords or withdraws into @demands. */
void hy_demands_merge (GPtrArray *demands, const HyRecord *contact);
/* The ticket's demands anew from all contacts that count. */
void hy_demands_rebuild (HyCase *c);
/* The contact gate over the records @from until before @to. */
void hy_gate_scan (const HyCase *c, guint from, guint to, HyGate *out);
/* Whether the result clock is past its due at @when, or was when it stopped or was suspended. */
gboolean hy_result_is_overdue (const HyTicket *ticket, HyTime when);
/* The record that the clock @id, which has stopped, was stopped by; NULL: the timeline does not hold it. */
const HyRecord *hy_clocks_find_stop (const HyCase *c, HyClockId id);
/* The instant of a record as far as it says so itself. */
HyTime hy_record_instant (const HyCase *c, const HyRecord *record);
/* Whether the request at @index has been decided, withdrawn or lapsed. */
gboolean hy_request_is_decided (const HyCase *c, guint index);
/* Whether @kind is a request that somebody decides. */
gboolean hy_kind_is_request (const char *kind);
/* Takes the pending mark of @request ("extension_request", …) off, leaving what an earlier grant left. */
void hy_request_clear_mark (HyTicket *ticket, const char *request);

G_END_DECLS
