"""The command line: options in, one service call, exit status out."""
