"""closereader: close reading in Jupyter. Every statement leads back to the words."""
