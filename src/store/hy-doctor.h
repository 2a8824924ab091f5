/* Examining the replica for what a person cannot see: nothing is changed. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

typedef struct
{
  char *damage;          /* the first words of what SQLite finds wrong; NULL: sound */
  gint64 loose;          /* rows that name a row which is not there */
  gboolean digest_sound; /* what was added up step by step equals a recount */
  gint64 tickets;        /* in scope */
  gint64 lost_files;     /* that commands or drafts name, and that are not there */
  gint64 calendar_year;  /* the first year whose working days do not add up; 0: none */
} HyExamination;

void hy_examination_clear (HyExamination *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyExamination, hy_examination_clear)

gboolean hy_replica_examine (HyReplica *replica,
                             HyExamination *out,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
