"""What problems are called in the languages of those who edit knowledge: tables, no logic."""
