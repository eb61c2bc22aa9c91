package dev.firebucket.ruletest;

import dev.firebucket.config.files.FilePattern;
import java.time.Duration;
import java.util.List;

/// A file of tests.
///
/// @param ruleFiles the files with the rules to test
/// @param evaluationInterval between evaluations of all groups
/// @param groupOrder names of groups, those to evaluate first at the beginning; groups that are not
///   named come with the first
/// @param fuzzy whether numbers may differ in their last bit
/// @param groups in order
record RuleTestFile(
    List<FilePattern> ruleFiles,
    Duration evaluationInterval,
    List<String> groupOrder,
    boolean fuzzy,
    List<TestGroup> groups) {
  RuleTestFile {
    ruleFiles = List.copyOf(ruleFiles);
    groupOrder = List.copyOf(groupOrder);
    groups = List.copyOf(groups);
  }
}
