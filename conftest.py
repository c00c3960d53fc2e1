"""Keeps pytest out of what is not a test: the Sphinx configuration runs only when the documentation is built."""

collect_ignore = ["docs/conf.py"]
