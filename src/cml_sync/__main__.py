"""``python -m cml_sync`` is ``cml-sync``."""

from cml_sync.cli.entry import main

if __name__ == "__main__":
    main()
