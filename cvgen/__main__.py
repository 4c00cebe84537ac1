"""`python -m cvgen` is the command cvgen."""

from cvgen.cli.program import run

if __name__ == "__main__":
    run()
