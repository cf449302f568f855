"""The forms in which a package can lie on a disk, all read and written alike."""
