// A driver for the Ethernet controller of the MPS2 boards, SMSC's LAN9118, without interrupts.
#include <string.h>
#include "board.h"

#define REGISTER(offset) (*(volatile uint32_t *)(0xa0000000 + (offset))) // 32 bits at a time
#define RECEIVED REGISTER(0x00)
#define TO_SEND REGISTER(0x20)
#define RECEIVE_STATUS REGISTER(0x40)
#define SEND_STATUS REGISTER(0x48)
#define HARDWARE REGISTER(0x74)
#define RECEIVE_STATE REGISTER(0x7c)
#define MAC_COMMAND REGISTER(0xa4)
#define MAC_DATA REGISTER(0xa8)

#define SOFT_RESET 1
#define MAC_BUSY 0x80000000
#define MAC_READ 0x40000000
#define MAC_CONTROL 1
#define MAC_ADDRESS_HIGH 2
#define MAC_ADDRESS_LOW 3
#define SEND_AND_RECEIVE 0x0c
#define WHOLE_FRAME 0x3000 // its first and its last segment
#define CHECKSUM 4 // bytes after each frame that was received

static void mac(uint32_t command) {
    MAC_COMMAND = MAC_BUSY | command;
    while (MAC_COMMAND & MAC_BUSY) {
    }
}

static uint32_t mac_read(uint32_t which) {
    mac(MAC_READ | which);
    return MAC_DATA;
}

void lan9118_start(uint8_t *address) {
    HARDWARE = SOFT_RESET;
    while (HARDWARE & SOFT_RESET) {
    }
    uint32_t words[] = {mac_read(MAC_ADDRESS_LOW), mac_read(MAC_ADDRESS_HIGH)};
    memcpy(address, words, 6);
    MAC_DATA = SEND_AND_RECEIVE;
    mac(MAC_CONTROL);
}

void lan9118_send(const uint8_t *frame, size_t size) {
    TO_SEND = WHOLE_FRAME | size;
    TO_SEND = size;
    for (size_t start = 0; start < size; start += 4) {
        uint32_t word;
        memcpy(&word, frame + start, 4);
        TO_SEND = word;
    }
    (void)SEND_STATUS;
}

size_t lan9118_receive(uint8_t *frame) {
    if (!(RECEIVE_STATE >> 16 & 0xff)) {
        return 0;
    }
    size_t size = RECEIVE_STATUS >> 16 & 0x3fff;
    for (size_t start = 0; start < size; start += 4) {
        uint32_t word = RECEIVED;
        if (start + 4 <= LARGEST_FRAME) {
            memcpy(frame + start, &word, 4);
        }
    }
    return size > LARGEST_FRAME || size < CHECKSUM ? CHECKSUM : size - CHECKSUM;
}
