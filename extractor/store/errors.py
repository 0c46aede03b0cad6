"""What can go wrong with a store."""

from extractor.errors import ExtractError, UsageError


class StoreUnusableError(UsageError):
    """The store can't be opened: a wrong address, a missing driver, a newer tool's store."""

    code = "store_unusable"


class StoreLostError(ExtractError):
    """The store was open and can't be written or read any more: a full disk, a lost connection."""

    code = "store_lost"
