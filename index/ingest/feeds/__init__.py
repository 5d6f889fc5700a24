"""Feeds and pages over the network: subscriptions, fetching, items to articles."""
