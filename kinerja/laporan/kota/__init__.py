"""The printed survey recap of a subtree and a year, with a section per unit."""
