"""From the bytes of one YAML file to nodes with positions; knows no key and no other file."""
