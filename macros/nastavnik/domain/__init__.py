"""What rules, matching, documents and the roadmap all know of people, days and numbers."""
