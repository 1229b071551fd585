"""What tests share: worlds, contracts, made-up lessons and classes. No test stands here."""
