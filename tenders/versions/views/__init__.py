"""The pages of the versions: the public's, and the officers' who change a published consultation."""
