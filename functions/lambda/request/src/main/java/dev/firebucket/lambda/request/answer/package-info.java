/// How an answer travels through Lambda: compressed where the caller takes it, and never larger
/// than Lambda lets through. Why it is as it is: `docs/design/answers-of-functions.md`.
@NullMarked
package dev.firebucket.lambda.request.answer;

import org.jspecify.annotations.NullMarked;
