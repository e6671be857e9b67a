"""What came of a school year: indicators, monitoring, conclusions, the figures of charts."""
