"""What the widgets share, in Python, JavaScript and CSS."""
