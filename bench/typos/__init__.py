"""How much of what is understood as written is understood with typing slips as well."""
