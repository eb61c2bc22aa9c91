package dev.firebucket.config.memory;

/// There is no room for what was sent.
public final class NoRoomException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean ever;

  /// @param ever whether there is none even when nothing else is held
  /// @param most bytes of the [ByteBudget]
  NoRoomException(boolean ever, long most) {
    super(
        ever
            ? "it needs more than the %,d bytes that this process gives to what it reads at a time"
                .formatted(most)
            : "no room for it now: others are being read; try again");
    this.ever = ever;
  }

  /// Whether it would not help to try again.
  public boolean isTooLarge() {
    return ever;
  }
}
