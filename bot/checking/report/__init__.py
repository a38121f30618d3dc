"""Problems as text for people, and as data for programs; nothing here prints."""
