"""Labelled bodies of APIs, made up, and what scanners find in them."""
