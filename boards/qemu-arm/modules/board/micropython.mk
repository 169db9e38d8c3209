SRC_USERMOD_C += $(addprefix $(USERMOD_DIR)/,clock.c host.c lan9118.c network.c)
CFLAGS_USERMOD += -I$(USERMOD_DIR)
