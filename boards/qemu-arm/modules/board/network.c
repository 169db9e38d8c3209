// lwIP on the board's Ethernet controller, with the addresses of QEMU's user network, and network.LAN to disconnect it.
#include <string.h>

#include "py/mphal.h"
#include "py/runtime.h"
#include "lwip/dns.h"
#include "lwip/etharp.h"
#include "lwip/init.h"
#include "lwip/netif.h"
#include "lwip/timeouts.h"
#include "netif/ethernet.h"
#include "board.h"

static struct netif interface;
static uint8_t outgoing[LARGEST_FRAME], incoming[LARGEST_FRAME];

u32_t sys_now(void) {
    return mp_hal_ticks_ms();
}

struct netif *board_route(void) {
    return netif_is_link_up(&interface) ? &interface : NULL;
}

static err_t transmit(struct netif *netif, struct pbuf *frame) {
    if (netif_is_link_up(netif)) {
        lan9118_send(outgoing, pbuf_copy_partial(frame, outgoing, LARGEST_FRAME, 0));
    }
    return ERR_OK;
}

static err_t prepare(struct netif *netif) {
    netif->name[0] = 'e';
    netif->name[1] = '0';
    netif->mtu = 1500;
    netif->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_ETHERNET;
    netif->hwaddr_len = 6;
    netif->linkoutput = transmit;
    netif->output = etharp_output;
    lan9118_start(netif->hwaddr);
    return ERR_OK;
}

void board_init(void) {
    static bool done; // only once: soft resets do not reset the network
    if (done) {
        return;
    }
    done = true;
    ip4_addr_t address, mask, gateway;
    IP4_ADDR(&address, 10, 0, 2, 15);
    IP4_ADDR(&mask, 255, 255, 255, 0);
    IP4_ADDR(&gateway, 10, 0, 2, 2);
    ip_addr_t names = IPADDR4_INIT_BYTES(10, 0, 2, 3);
    lwip_init();
    netif_add(&interface, &address, &mask, &gateway, NULL, prepare, ethernet_input);
    netif_set_default(&interface);
    netif_set_up(&interface);
    netif_set_link_up(&interface);
    dns_setserver(0, &names);
    clock_start();
}

void network_attend(void) {
    for (size_t size; (size = lan9118_receive(incoming));) {
        struct pbuf *frame = netif_is_link_up(&interface) ? pbuf_alloc(PBUF_RAW, size, PBUF_POOL) : NULL;
        if (frame) {
            pbuf_take(frame, incoming, size);
            if (interface.input(frame, &interface) != ERR_OK) {
                pbuf_free(frame);
            }
        }
    }
    sys_check_timeouts();
}

// The class network.LAN: active(False) is like a pulled cable.

static mp_obj_t lan_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    static const mp_obj_base_t lan = {&board_lan_type};
    mp_arg_check_num(n_args, n_kw, 0, 0, false);
    return MP_OBJ_FROM_PTR(&lan);
}

static mp_obj_t lan_active(size_t n_args, const mp_obj_t *args) {
    if (n_args > 1) {
        MICROPY_PY_LWIP_ENTER
        if (mp_obj_is_true(args[1])) {
            netif_set_link_up(&interface);
        } else {
            netif_set_link_down(&interface);
        }
        MICROPY_PY_LWIP_EXIT
    }
    return mp_obj_new_bool(netif_is_link_up(&interface));
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(lan_active_obj, 1, 2, lan_active);

static const mp_rom_map_elem_t lan_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_active), MP_ROM_PTR(&lan_active_obj) },
};
static MP_DEFINE_CONST_DICT(lan_locals, lan_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    board_lan_type, MP_QSTR_LAN, MP_TYPE_FLAG_NONE, make_new, lan_make_new, locals_dict, &lan_locals
    );
