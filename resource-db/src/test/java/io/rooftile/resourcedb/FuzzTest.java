package io.rooftile.resourcedb;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.rooftile.core.UserInputException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged files lead to one kind of exception, whatever the damage.
class FuzzTest {
    private static final int FILES = 1_000;
    private static final ArchitectureFile XC7 = ArchitectureFile.of(DataFiles.builtIn("architectures", "xc7"));
    private static final String CHARACTERS =
            "{}[]:,-?&*!|>'\"%@`#~ \n\t\r\0\\/<=.0123456789eExXabcnulltrueyes\u00e9\u2028\uFEFF\uD83D";
    private static final List<String> PIECES = List.of(
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "? ",
            "!!binary ",
            "!<x> ",
            "&a ",
            "*a",
            "<<: ",
            "\"\\UFFFFFFFF\"",
            "\"\\x\"",
            "|9\n",
            ">-\n",
            "null",
            "[[[[",
            "{{{{",
            "'",
            "\"",
            "1e999",
            "0x7fffffffffffffffff",
            "value: ");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedBoardIsAUserInputMistakeOrStillRight(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            String text = damaged(StrictnessTest.BOARD, random);
            if (isRefused(text, seed)) {
                refused++;
            }
        }
        assertTrue(refused > FILES / 2, "only " + refused + " refused, seed " + seed);
    }

    private static boolean isRefused(String text, long seed) {
        try {
            BoardFile.of(StrictYaml.parse("fuzz.yaml", text), node -> PartFile.of(node, (place, name) -> XC7));
            return false;
        } catch (UserInputException e) {
            assertTrue(Messages.of(e).startsWith("fuzz.yaml"), Messages.of(e));
            assertTrue(!Messages.of(e).contains("\n"), Messages.of(e));
            return true;
        } catch (RuntimeException e) {
            return fail("seed " + seed + ", text:\n" + text, e);
        }
    }

    private static String damaged(String text, RandomGenerator random) {
        StringBuilder builder = new StringBuilder(text);
        for (int times = random.nextInt(1, 4); times > 0 && !builder.isEmpty(); times--) {
            int at = random.nextInt(builder.length());
            switch (random.nextInt(5)) {
                case 0 -> builder.deleteCharAt(at);
                case 1 -> builder.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                case 2 -> builder.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> builder.delete(at, Math.min(builder.length(), at + random.nextInt(1, 60)));
                default -> builder.setLength(Math.max(1, at));
            }
        }
        return builder.toString();
    }
}
