"""Files from outside: what they are, whether they are safe, what they hold."""
