package dev.redstart.engine.acl;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what {@code aclfile} holds: a line {@code user name rule ...} for each user, and nothing else. */
final class AclFile {

    private static final String KEPT =
            "WARNING: ACL errors detected, no change to the previously active ACL rules was performed";

    private final String file;
    private final boolean allChannels;
    private final Map<String, UserRules> users = new TreeMap<>();
    private final StringBuilder errors = new StringBuilder();

    private AclFile(String file, boolean allChannels) {
        this.file = file;
        this.allChannels = allChannels;
    }

    /**
     * The rules by user; of {@code default} also when the file says nothing about it.
     *
     * @param file for the errors
     * @throws IllegalArgumentException with all errors, when there is one
     */
    static Map<String, UserRules> parse(String file, String content, boolean allChannels) {
        AclFile reader = new AclFile(file, allChannels);
        String[] lines = content.split("\n", -1);
        for (int i = 0; i < lines.length; i++) reader.line(i + 1, lines[i].strip());
        if (!reader.errors.isEmpty()) throw new IllegalArgumentException(reader.errors + KEPT);
        reader.users.computeIfAbsent(Users.DEFAULT, name -> UserRules.initialDefault());
        return reader.users;
    }

    private void line(int number, String line) {
        if (line.isEmpty()) return;
        String at = file + ":" + number;
        List<String> words = List.of(line.split(" ", -1));
        if (!words.get(0).equals("user") || words.size() < 2)
            errors.append(at).append(" should start with user keyword followed by the username. ");
        else if (Latin.hasBlanks(words.get(1)))
            errors.append('\'')
                    .append(at)
                    .append(": username '")
                    .append(words.get(1))
                    .append("' contains invalid characters. ");
        else if (users.containsKey(words.get(1)))
            errors.append("WARNING: Duplicate user '")
                    .append(words.get(1))
                    .append("' found on line ")
                    .append(number)
                    .append(". ");
        else users.put(words.get(1), rules(at, words.subList(2, words.size())));
    }

    /** What can be made of them; a rule with an error is left out, for the others may have some, too. */
    private UserRules rules(String at, List<String> words) {
        UserRules rules = UserRules.fresh(allChannels);
        boolean told = false;
        try {
            for (String word : UserRules.merged(words)) {
                String rule = word.strip();
                try {
                    rules = rules.with(rule, allChannels);
                } catch (RuleException e) {
                    if (e.reason() == RuleException.Reason.UNKNOWN_COMMAND) {
                        errors.append(at)
                                .append(": Error in applying operation '")
                                .append(rule)
                                .append("': ")
                                .append(e.text())
                                .append(". ");
                    } else if (!told) {
                        // Others could hold secrets, or come from this one.
                        errors.append(at).append(": ").append(e.text()).append(". ");
                        told = true;
                    }
                }
            }
        } catch (RuleException e) {
            errors.append(at).append(": Unmatched parenthesis in selector definition.");
        }
        return rules;
    }
}
