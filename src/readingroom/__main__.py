"""`python -m readingroom`: the command, where its script is not on the path."""

from readingroom.cli import main

if __name__ == "__main__":
    main(prog_name="readingroom")
