"""What a receiver does with the books of many schools: check, keep, compare, sum up, send back."""
