"""Where a person meets the product: command line, window, ribbon, pages."""
