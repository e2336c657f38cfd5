"""``python -m dxextract`` is the command ``dxextract``."""

from dxextract.cli.app import main

if __name__ == "__main__":
    main()
