"""The printed report of one survey (BAB I–V and annex): collected once, frozen, rendered as PDF and Excel."""
