"""The store in a database: SQLite in a file of our own, or PostgreSQL by its address."""
