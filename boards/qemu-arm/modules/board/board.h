// The functions that the parts of the board share.
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LARGEST_FRAME 1536 // bytes

uint32_t board_seconds(void); // since 1970
void board_random(void *buffer, size_t size);

void clock_start(void); // calls network_attend a thousand times a second, from an interrupt

void lan9118_start(uint8_t *address); // the MAC address, six bytes
void lan9118_send(const uint8_t *frame, size_t size);
size_t lan9118_receive(uint8_t *frame); // the size of the next frame, 0 if there is none

void network_start(void);
void network_attend(void);

#endif
