"""Reading roadmaps («дорожные карты») of mentoring into data."""
