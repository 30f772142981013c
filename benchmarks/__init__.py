"""What is claimed of speed and quality, and the commands that print the figures."""
