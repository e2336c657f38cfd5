"""A panel from many articles: what they say of a place, an indicator and a period, joined (docs/panel.md)."""
