"""A generator of self-paced courses: YAML and Markdown in, pages out."""

__version__ = "0.1.0"
