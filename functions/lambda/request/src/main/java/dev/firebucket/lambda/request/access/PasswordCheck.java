package dev.firebucket.lambda.request.access;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCrypt;

/// Whether a password is that of a bcrypt hash. A check takes a tenth of a second, so the last
/// answers are kept, under keyed hashes of what was asked. Safe for use by several threads.
final class PasswordCheck {
  private static final int KEPT = 256;
  private static final String KEYED_HASH = "HmacSHA256";

  /// Made by the first check: a key that was made at the start would be that of all environments
  /// which are restored from one snapshot.
  private @Nullable SecretKeySpec key;

  private final Map<String, Boolean> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > KEPT;
        }
      };

  /// One check at a time: they take a processor each.
  synchronized boolean matches(String password, String hash) {
    String asked = keyed(hash + '\0' + password);
    Boolean known = kept.get(asked);
    if (known != null) {
      return known;
    }
    boolean right = BCrypt.checkpw(password, hash);
    kept.put(asked, right);
    return right;
  }

  private String keyed(String text) {
    try {
      Mac mac = Mac.getInstance(KEYED_HASH);
      mac.init(key());
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + KEYED_HASH, e);
    }
  }

  private SecretKeySpec key() {
    SecretKeySpec made = key;
    if (made == null) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      made = new SecretKeySpec(random, KEYED_HASH);
      key = made;
    }
    return made;
  }
}
