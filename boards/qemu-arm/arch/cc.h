// lwIP's compiler settings: a failed assertion stops the machine, and so the test, with its text.
#ifndef ARCH_CC_H
#define ARCH_CC_H

#define LWIP_NO_CTYPE_H 1
#define LWIP_PLATFORM_DIAG(arguments) ((void)0)
#define LWIP_PLATFORM_ASSERT(text) board_stop(text)

#endif
