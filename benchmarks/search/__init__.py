"""What the search costs to build and to use, beside Pagefind."""
