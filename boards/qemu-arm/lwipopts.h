// lwIP as on boards (no IPv6, MicroPython's common sizes), with a route to the host's loopback interface.
#ifndef LWIPOPTS_H
#define LWIPOPTS_H

#define LWIP_IPV6 0
#define LWIP_RAND() board_random_number()

// QEMU's network routes 127.0.0.1 to the host, where the tests' server runs: the board has no loopback interface.
#define DNS_LOCAL_HOSTLIST 1
#define DNS_LOCAL_HOSTLIST_INIT { DNS_LOCAL_HOSTLIST_ELEM("localhost", IPADDR4_INIT_BYTES(127, 0, 0, 1)) }
#define LWIP_HOOK_IP4_ROUTE(destination) board_route()

#include "extmod/lwip-include/lwipopts_common.h"

// The common file does not protect pools.
#undef SYS_ARCH_DECL_PROTECT
#undef SYS_ARCH_PROTECT
#undef SYS_ARCH_UNPROTECT
#define SYS_ARCH_DECL_PROTECT(level) unsigned long level
#define SYS_ARCH_PROTECT(level) level = board_lock()
#define SYS_ARCH_UNPROTECT(level) board_unlock(level)

struct netif *board_route(void);

#endif
