/* One command on its way through the district. */
#pragma once

#include "authority/hy-accept.h"
#include "authority/hy-rows.h"
#include "wire/hy-envelope.h"

G_BEGIN_DECLS

typedef struct
{
  HyAuthority *authority;
  const HyDevice *device;
  const HyBatchItem *item;
  const HyCommand *command; /* NULL: the element is at fault */
  const HyKind *kind;       /* NULL: not looked up, or unknown */
  char *hash;               /* of its content */
  char *by_name;            /* of the person, or NULL */
  HyTime at;                /* of its acceptance: now, or as the receipt says */
  gboolean reoffered;       /* with a good receipt */
  gboolean copied;          /* its seq was another command's */
} HyJudged;

/* The result of one element, its effect written; NULL only when the database fails. Inside a write transaction. */
HyResult *hy_judge (HyJudged *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_judged_clear (HyJudged *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyJudged, hy_judged_clear)

/* What is remembered of a command: its result, its number, and when refused its payload. */
gboolean hy_judged_remember (HyJudged *self, const HyResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Its payload alone. */
gboolean hy_judged_keep (HyJudged *self, const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The stored result of the same id, or NULL; @same: (out): whether its content is the same. */
HyResult *hy_judged_recall (HyJudged *self, gboolean *same, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a command of this id was answered, or a record has it. */
gboolean hy_judged_knows (HyJudged *self, const char *id);
/* Of a person of the device's office; NULL for anybody else. Free it. */
char *hy_judged_person_name (HyJudged *self, const char *id) G_GNUC_WARN_UNUSED_RESULT;
/* Fills hash. */
void hy_judged_hash (HyJudged *self);
/* Fills copied. */
void hy_judged_check_seq (HyJudged *self);
/* Whether the office has or once had the ticket. */
gboolean hy_judged_had (HyJudged *self, const HyRow *row);

HyResult *hy_judged_result (HyJudged *self, HyResultKind kind);
HyResult *hy_judged_refuse (HyJudged *self, const HyRefusal *refusal);
/* The same of a bare code. */
HyResult *hy_judged_refuse_code (HyJudged *self, const char *code, const char *field);

/* Folds the command into its ticket, or refuses. */
HyResult *hy_judged_fold (HyJudged *self, HyRow *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
