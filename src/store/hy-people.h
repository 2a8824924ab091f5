/* Who works here: the people of the office as the district names them. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

typedef struct
{
  char *id, *name, *office;
  gboolean active;
  char *pin; /* for hy_pin_fits(); NULL: nothing guards the screen */
} HyPersonRow;

void hy_person_row_free (HyPersonRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyPersonRow, hy_person_row_free)

/* (element-type HyPersonRow) of the office, active ones, by name. */
GPtrArray *hy_people_list (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As the district last named them, wherever they work; NULL for somebody unknown. Free it. */
char *hy_people_name (HyReplica *replica, const char *id);

/**
 * hy_people_resolve:
 * @person: id; NULL: the only one there is
 * @refusal: (out): unknown_person with HY_STORE_ERROR_REFUSED
 *
 * Who acts. HY_STORE_ERROR_AMBIGUOUS when @person is NULL and several are known.
 */
HyPersonRow *hy_people_resolve (HyReplica *replica,
                                const char *person,
                                HyRefusal *refusal,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
