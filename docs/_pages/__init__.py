"""What the documentation takes from the library itself; `generate` writes it before Sphinx reads the pages."""
