"""An audit of the site by a browser: what is stored, in each state of consent, against what the register says."""
