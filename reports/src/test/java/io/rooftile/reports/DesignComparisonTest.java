package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.dse.FrontDesign;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class DesignComparisonTest {
    private static final List<FrontDesign> DESIGNS =
            Explorations.both(Explorations.network("net", 3), 4).familyFronts();
    private static final FrontDesign FIRST = DESIGNS.getFirst();
    private static final FrontDesign LAST = DESIGNS.getLast();

    @Test
    void aDesignIsEvenWithItself() {
        DesignComparison comparison = DesignComparison.of(List.of("a", "b"), List.of(FIRST, FIRST));
        assertTrue(comparison.rows().stream().noneMatch(DesignComparison.Row::isDifferent));
        assertEquals(List.of("They are even in every figure."), comparison.verdict());
    }

    @Test
    void theBestOfEachFigureIsMarkedAndTold() {
        DesignComparison comparison = DesignComparison.of(List.of("a", "b"), List.of(FIRST, LAST));
        DesignComparison.Row latency = comparison.rows().getFirst();
        double a = FIRST.estimate().figures().latencyMilliseconds();
        double b = LAST.estimate().figures().latencyMilliseconds();
        assertTrue(a != b, "the fixture's designs differ in latency");
        assertEquals("latency", latency.figure());
        assertTrue(latency.isDifferent());
        assertEquals(a < b, latency.cells().get(0).isBest());
        assertEquals(b < a, latency.cells().get(1).isBest());
        String sentence = "latency: " + (a < b ? "a" : "b") + " has the least, "
                + Quantity.times(Math.max(a, b) / Math.min(a, b)) + " better than " + (a < b ? "b" : "a") + ".";
        assertTrue(comparison.verdict().contains(sentence), comparison.verdict().toString());
    }

    @Test
    void titlesAreEscapedInBothFiles() {
        DesignComparison comparison = DesignComparison.of(List.of("<b>", "say \"x\", y"), List.of(FIRST, LAST));
        assertTrue(comparison.html().contains("&lt;b&gt;"));
        assertFalse(comparison.html().contains("<th><b>"));
        assertTrue(comparison.csv().startsWith("figure,unit,\"<b>\",\"say \"\"x\"\", y\"\n"), comparison.csv());
        assertEquals(comparison.rows().size() + 1, comparison.csv().lines().count());
    }

    @Test
    void thePictureHoldsEveryCellAndSentence() throws Exception {
        DesignComparison comparison = DesignComparison.of(List.of("<b>", "b"), List.of(FIRST, LAST));
        Document picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(comparison.svg().getBytes(StandardCharsets.UTF_8)));
        List<String> texts = new ArrayList<>();
        NodeList nodes = picture.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        List<String> expected = new ArrayList<>(List.of("figure", "<b>", "b"));
        for (DesignComparison.Row row : comparison.rows()) {
            expected.add(row.figure() + " (" + row.unit() + ")");
            row.cells().forEach(cell -> expected.add(cell.isBest() ? cell.text() + " ✓" : cell.text()));
        }
        expected.addAll(comparison.verdict());
        assertEquals(expected, texts);
    }
}
