"""Named fields, of whatever form, into what is known of an article."""
