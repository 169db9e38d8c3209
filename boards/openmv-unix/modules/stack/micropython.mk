SRC_USERMOD_C += $(USERMOD_DIR)/stack.c
LDFLAGS_USERMOD += -Wl,--wrap=mp_cstack_init_with_sp_here
