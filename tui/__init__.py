"""What a person touches in a terminal: the application and the command line."""
