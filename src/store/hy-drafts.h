/* What is being written, a second after the last key at most; no pull touches it. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

typedef struct
{
  char *ticket, *person, *kind;
  char *body; /* JSON object */
  gint64 base_version;
  HyTime changed_at;
  char *number, *title; /* the ticket's, where they are known; of a list alone */
} HyDraft;

/* Behind the kind of a draft that was set aside (hy_drafts_load()); no two of these may be the same. */
#define HY_DRAFTS_MARK "~"
/* Conditions on the table drafts: what a person goes on with, and what was set aside. */
#define HY_DRAFTS_BEGUN "instr (kind, '" HY_DRAFTS_MARK "') = 0"
#define HY_DRAFTS_ASIDE "instr (kind, '" HY_DRAFTS_MARK "') > 0"

void hy_draft_free (HyDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyDraft, hy_draft_free)

gboolean
hy_drafts_save (HyReplica *replica, const HyDraft *draft, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In the writer's transaction. @out: NULL when there is none. One that cannot be read, which damage or a newer program left,
 * would be written over by the next: it is set aside under another kind, no draft of this one any more, and @aside (may be
 * NULL) is TRUE. */
gboolean hy_drafts_load (HyReplica *replica,
                         const char *ticket,
                         const char *person,
                         const char *kind,
                         HyDraft **out,
                         gboolean *aside,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HyDraft): of a ticket, or of everything when @ticket is NULL; none that was set aside. */
GPtrArray *
hy_drafts_list (HyReplica *replica, const char *ticket, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those that were set aside, newest first: their bodies are text of any kind, what damage made of a
 * character "\uFFFD". */
GPtrArray *hy_drafts_list_aside (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_drafts_set_aside (HyReplica *replica, const HyDraft *draft, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The kind that one of @kind has once it is set aside: another each time, the same for what is so already. */
char *hy_drafts_aside_kind (const char *kind);
/* The kind of command that such a draft was to become. Free it. */
char *hy_drafts_plain_kind (const char *kind) G_GNUC_WARN_UNUSED_RESULT;
/* The kind of one that corrects the record of that id, which is a draft of its own; @kind where @record is NULL. Free it. */
char *hy_drafts_amends_kind (const char *kind, const char *record) G_GNUC_WARN_UNUSED_RESULT;
/* The record's id in such a kind, NULL of what corrects none. Belongs to @kind. */
const char *hy_drafts_amended (const char *kind);
gboolean hy_drafts_delete (HyReplica *replica,
                           const char *ticket,
                           const char *person,
                           const char *kind,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
