/* What every verb of huiyinctl is given, and how it ends (exit codes: man huiyinctl).
 *
 * A verb parses its own arguments, does its work and returns an exit code; what went wrong was said
 * on stderr by then. */
#pragma once

#include "store/hy-store.h"

G_BEGIN_DECLS

typedef enum
{
  HY_EXIT_DONE = 0,
  HY_EXIT_USAGE = 1,
  HY_EXIT_REFUSED = 2,
  HY_EXIT_OFFLINE = 3,
  HY_EXIT_NOT_ENROLLED = 4,
  HY_EXIT_UNUSABLE = 5
} HyExit;

typedef struct _HyCtl HyCtl;

typedef struct
{
  const char *name;
  const char *arguments; /* of the help: what follows the verb */
  const char *summary;   /* msgid */
  int (*run) (HyCtl *ctl, char **words);
} HyVerb;

struct _HyCtl
{
  char *dir; /* of the replica */
  gboolean json;
  HyStore *store; /* once hy_ctl_open() gave it */
  const HyVerb *verb;
};

void hy_ctl_clear (HyCtl *self);

/* The options that stand before the verb: into @self; @words then begins with the verb (or is
 * empty). FALSE: *code says how the program ends. */
gboolean hy_ctl_parse_global (HyCtl *self,
                              const HyVerb *verbs,
                              gsize n_verbs,
                              char ***words,
                              int *code) G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_ctl_parse:
 * @entries: the verb's own options beside --replica, --json and --help; texts of
 * G_OPTION_ARG_FILENAME, so that a locale without Chinese does not stop them; NULL: none
 * @words: (inout): the verb and what follows; afterwards what is no option, without the verb
 *
 * FALSE after --help or wrong usage, which was said; then *code says how the program ends.
 */
gboolean hy_ctl_parse (HyCtl *self,
                       const GOptionEntry *entries,
                       guint min_words,
                       guint max_words,
                       char ***words,
                       int *code) G_GNUC_WARN_UNUSED_RESULT;

/* The store of the replica; NULL after *code was set and the fault said. */
HyStore *hy_ctl_open (HyCtl *self, HyStoreFlags flags, int *code) G_GNUC_WARN_UNUSED_RESULT;
/* The same of an enrolled replica. */
HyStore *hy_ctl_open_enrolled (HyCtl *self, int *code) G_GNUC_WARN_UNUSED_RESULT;

/* Says @error (which is freed) on stderr and returns the exit code it stands for. */
int hy_ctl_fail (GError *error);
int hy_ctl_fail_usage (HyCtl *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* {"code","detail","field"} on stderr. */
int hy_ctl_fail_refused (const char *code, const char *detail, const char *field);

/* @text as UTF-8: as it is, or from the locale's encoding; NULL after saying so. */
char *hy_ctl_utf8 (HyCtl *self, const char *text, int *code) G_GNUC_WARN_UNUSED_RESULT;

int hy_ctl_enrol (HyCtl *self, char **words);
int hy_ctl_sync (HyCtl *self, char **words);
int hy_ctl_status (HyCtl *self, char **words);
int hy_ctl_tickets (HyCtl *self, char **words);
int hy_ctl_show (HyCtl *self, char **words);
int hy_ctl_do (HyCtl *self, char **words);
int hy_ctl_outbox (HyCtl *self, char **words);
int hy_ctl_doctor (HyCtl *self, char **words);

G_END_DECLS
