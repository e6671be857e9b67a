"""Questionnaires: answers out of form services, what is to be asked, and who has not answered."""
