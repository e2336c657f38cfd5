"""From a text to sentences and words, with exact spans. Importing this package imports none of its modules.

- ``claims``: ``claim(text)``, what is made of digits or is an address, claimed before any word is cut; ``Claim``,
  ``ClaimKind``.
- ``sentences``: ``split_sentences(text, claims, abbreviations=...)``, ``lines(text)``.
- ``layout``: ``lay_out(article, abbreviations=...)``, the document that finders see.
- ``words``: ``segment(text)``, ``segment_around(text, claims)``. Loads underthesea at the first call.
- ``spacy_tokenizer``: the same words for spaCy; ``SPACY_CONFIG``, ``Tokenizer``. Imports spaCy.
"""
