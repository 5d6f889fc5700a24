"""Files of records: JSON, tables, XML."""
