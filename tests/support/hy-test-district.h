/* A district behind real TLS on loopback, in a thread of its own, in a folder of its own, with a
 * clock that stands still until it is moved. Functions may be called from any one thread but the
 * district's; failures abort the test. */
#pragma once

#include "authority/hy-authority.h"
#include "district/hy-server.h"

typedef struct _HyTestDistrict HyTestDistrict;

/* Made, with offices "o1" and "o2" and persons "p1", "p2" (o1) and "q1" (o2), and serving. */
HyTestDistrict *hy_test_district_new (HyTime now);
/* The same with a server certificate for these hosts and times only. */
HyTestDistrict *hy_test_district_new_with_certificate (HyTime now,
                                                       const char *const *hosts,
                                                       HyTime from,
                                                       HyTime to);
void hy_test_district_free (HyTestDistrict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyTestDistrict, hy_test_district_free)

const char *hy_test_district_dir (HyTestDistrict *self);
const char *hy_test_district_ca (HyTestDistrict *self); /* path of the PEM */
const char *hy_test_district_url (
    HyTestDistrict *self); /* "https://127.0.0.1:PORT", the same after a restart */
guint hy_test_district_port (HyTestDistrict *self);

/* Ends as SIGTERM does: requests are finished. */
void hy_test_district_stop (HyTestDistrict *self);
/* Cuts everything at once. */
void hy_test_district_cut (HyTestDistrict *self);
/* Serves again, on the same port. */
void hy_test_district_start (HyTestDistrict *self);

void hy_test_district_set_now (HyTestDistrict *self, HyTime now);
HyTime hy_test_district_get_now (HyTestDistrict *self);

/* Runs @func in the district's thread, whether it serves or not, and waits for it. */
void hy_test_district_call (HyTestDistrict *self,
                            void (*func) (HyAuthority *authority, gpointer user_data),
                            gpointer user_data);

/* The same with the server, which must be serving. */
void hy_test_district_call_server (HyTestDistrict *self,
                                   void (*func) (HyServer *server, gpointer user_data),
                                   gpointer user_data);

/* How often each device, and each address without a token, may ask. */
void hy_test_district_set_rates (HyTestDistrict *self, guint burst, guint a_second);

/* The commonest of these. */
char *hy_test_district_code (HyTestDistrict *self, const char *office);
/* @csv: a whole file with its headings; the tickets are dispatched now. */
void hy_test_district_import (HyTestDistrict *self, const char *office, const char *csv);
/* @body: a floating or owned a{sv}, or NULL. */
void
hy_test_district_event (HyTestDistrict *self, const char *ticket, const char *kind, GVariant *body);
/* {"ticket":…,"timeline":[…]}. Free it. */
char *hy_test_district_show (HyTestDistrict *self, const char *ticket);
void hy_test_district_revoke (HyTestDistrict *self, const char *device, gboolean wipe);
