"""The conversation and the pager: widgets that are built from the same parts."""
