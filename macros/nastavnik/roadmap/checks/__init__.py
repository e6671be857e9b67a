"""What a careful reader would ask about a roadmap."""
