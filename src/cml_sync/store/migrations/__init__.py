"""How the layout of the store came to be: one step a module of `versions`."""
