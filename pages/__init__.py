"""The web pages; each script beside this file is one page, run by the frame."""
