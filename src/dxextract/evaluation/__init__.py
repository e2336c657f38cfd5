"""The judge: annotated texts, how records are compared with them, scores, floors, and the difference of two results.

It works on records as the JSON lines print them (plain mappings with a ``record`` column), knows nothing of how facts
are found, and shares no text folding with the extractor: a judge that reads like the judged would miss its mistakes.
"""
