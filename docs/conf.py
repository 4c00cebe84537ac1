"""How Sphinx makes the site of the pages in pages/; those of the reference are made by `make update`."""

project = "cvgen"
html_title = "cvgen"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "attrs_inline"]
myst_heading_anchors = 3
html_theme = "furo"
pygments_style = "friendly"
html_copy_source = False
html_show_sphinx = False
