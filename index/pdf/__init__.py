"""PDF files: their text and where it stands, by PDFium, in a process of its own.

`pdf_document.py` is what that process runs. It loads nothing of the program besides this package,
so that it is there soon.
"""
