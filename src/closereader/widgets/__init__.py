"""What can be done with a text: the widgets."""
