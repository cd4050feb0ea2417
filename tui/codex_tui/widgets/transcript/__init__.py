"""The conversation and the pager: widgets that are put together from the same parts."""
