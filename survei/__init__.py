"""How satisfaction is measured: surveys by Permenpan RB 14/2017."""
