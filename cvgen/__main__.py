"""`python -m cvgen` is the command cvgen."""

from cvgen.cli import main

if __name__ == "__main__":
    main()
