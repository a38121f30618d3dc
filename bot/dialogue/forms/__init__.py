"""Guided helpers as pure forms: what is asked, what was answered, what comes of it.

A form's questions stand in the knowledge (`knowledge/forms/`), its state in the context, so it
survives a restart and works on every transport. Nothing here reads intents: `guided` decides
which messages are for a form.
"""
