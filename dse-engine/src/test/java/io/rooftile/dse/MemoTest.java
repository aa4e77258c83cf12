package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoTest {
    /// Keys whose hash codes are equal lie in one bin of any table.
    private record Key(int value) {
        @Override
        public int hashCode() {
            return 7;
        }
    }

    /// The first key's result comes only when the second one's is there.
    @Test
    void longComputation_doesNotHoldUpAnotherKey() throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch isOtherThere = new CountDownLatch(1);
        CountDownLatch isComputing = new CountDownLatch(1);
        Memo<Key, Boolean> memo = new Memo<>(key -> key.value == 2 || await(isComputing, isOtherThere), 10);
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Future<Boolean> slow = pool.submit(() -> memo.get(new Key(1)));
            isComputing.await();
            Future<Boolean> quick = pool.submit(() -> memo.get(new Key(2)));
            try {
                assertTrue(quick.get(20, TimeUnit.SECONDS));
            } finally {
                isOtherThere.countDown();
            }
            assertTrue(slow.get());
        }
    }

    private static boolean await(CountDownLatch isComputing, CountDownLatch isOtherThere) {
        isComputing.countDown();
        try {
            isOtherThere.await();
            return true;
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }

    @Test
    void eachKey_isComputedOnce_forAllThreads() throws InterruptedException, ExecutionException {
        AtomicInteger calls = new AtomicInteger();
        Memo<Integer, Integer> memo = new Memo<>(
                key -> {
                    calls.incrementAndGet();
                    return key * key;
                },
                20);
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int key = i % 20;
                results.add(pool.submit(() -> memo.get(key)));
            }
            for (int i = 0; i < 400; i++) {
                assertEquals((i % 20) * (i % 20), results.get(i).get());
            }
        }
        assertEquals(20, calls.get());
    }

    @Test
    void asManyAsMayBeKept_areRemembered() {
        List<Integer> computed = new ArrayList<>();
        Memo<Integer, Integer> memo = new Memo<>(
                key -> {
                    computed.add(key);
                    return -key;
                },
                3);

        for (int key : List.of(1, 2, 3, 1, 2, 3, 4, 4, 1)) {
            assertEquals(-key, memo.get(key));
        }

        assertEquals(List.of(1, 2, 3, 4, 1), computed);
    }

    @Test
    void whatComputingThrows_isThrownAsItIs() {
        IllegalArgumentException wrong = new IllegalArgumentException("no such key");
        Memo<Integer, Integer> memo = new Memo<>(
                _ -> {
                    throw wrong;
                },
                10);

        assertSame(wrong, assertThrows(IllegalArgumentException.class, () -> memo.get(1)));
        assertSame(wrong, assertThrows(IllegalArgumentException.class, () -> memo.get(1)));
    }
}
