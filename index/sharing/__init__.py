"""Articles between an archive and a cluster that many share."""
