package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.dse.Exploration;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final int MAXIMUM_BYTES = 1_500_000;

    private static String text(Exploration exploration) {
        return HtmlReport.text(exploration, Explorations.manifest("a.tflite"));
    }

    /// The report's markup is XML as well, so that the JDK can check it.
    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static List<Element> elements(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> sections(Document document) {
        return elements(document, "section").stream()
                .map(section -> section.getAttribute("id"))
                .toList();
    }

    @Test
    void showsEverySectionInOrder() throws Exception {
        Document document = parsed(text(Explorations.both(Explorations.network("net", 4), 6)));
        assertEquals(List.of("verdict", "front-plots", "limits", "comparison", "designs", "trust"), sections(document));
        assertEquals(
                3,
                elements(document, "svg").stream()
                        .filter(svg -> svg.hasAttribute("role"))
                        .count());
    }

    @Test
    void showsAccuracyOnlyWhereItIsAnObjective() {
        String accurate = text(Explorations.accurate(Explorations.network("net", 4), 6));
        assertTrue(
                accurate.contains("<h3>Accuracy against latency</h3>") && accurate.contains("0.875"),
                "the accuracy is not shown");
        assertFalse(
                text(Explorations.both(Explorations.network("net", 4), 6)).contains("Accuracy"),
                "an accuracy is shown that nobody measured");
    }

    @Test
    void showsWhyAFamilyHasNoDesign() throws Exception {
        Document document = parsed(text(Explorations.overlayOnly(Explorations.network("net", 4))));
        assertTrue(sections(document).contains("misses"));
        assertTrue(document.getDocumentElement().getTextContent().contains("fewer weight bits"));
    }

    @Test
    void isWholeWithoutAnyDesign() throws Exception {
        Document document = parsed(text(Explorations.none(Explorations.network("net", 4))));
        assertFalse(sections(document).contains("front-plots"));
        assertTrue(document.getDocumentElement().getTextContent().contains("No design fits the board."));
    }

    @Test
    void escapesNamesFromTheModel() throws Exception {
        String name = "<script>alert('a & b')</script>";
        String html = HtmlReport.text(
                Explorations.both(Explorations.network(name, 2), 3), Explorations.manifest("\"><img src=x>"));
        assertFalse(html.contains("<script"));
        assertFalse(html.contains("<img"));
        assertTrue(parsed(html).getDocumentElement().getTextContent().contains(name));
    }

    @Test
    void isWholeWithoutFonts() throws Exception {
        Exploration exploration = Explorations.both(Explorations.network("net", 4), 6);
        Document document =
                parsed(HtmlReport.text(HtmlReport.page(exploration, Explorations.manifest("a.tflite"), false)));
        assertEquals(List.of("verdict", "limits", "comparison", "designs", "trust"), sections(document));
        assertTrue(document.getDocumentElement().getTextContent().contains("Install fontconfig"));
    }

    @Test
    void showsTheModelsNameWithoutItsFolder() {
        String html = HtmlReport.text(
                Explorations.none(Explorations.network("net", 2)),
                Explorations.manifest("/data/someone/nets/a.tflite"));
        assertTrue(html.contains("a.tflite (TensorFlow Lite)"));
        assertFalse(html.contains("someone"));
    }

    @Test
    void needsNothingBesideIt() throws Exception {
        String html = text(Explorations.both(Explorations.network("net", 4), 6));
        assertFalse(html.contains("url("), "style sheets load nothing");
        assertFalse(html.contains("@import"), "style sheets load nothing");
        Document document = parsed(html);
        for (String tag : List.of("script", "link", "img", "iframe", "object", "use", "image")) {
            assertEquals(0, elements(document, tag).size(), tag);
        }
        for (Element link : elements(document, "a")) {
            String target = link.getAttribute("href");
            assertTrue(target.startsWith("#") || target.startsWith("designs/"), target);
        }
    }

    @Test
    void linksLeadToIdsThatExistOnce() throws Exception {
        Document document = parsed(text(Explorations.both(Explorations.network("net", 4), 6)));
        Set<String> ids = new HashSet<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            String id = ((Element) all.item(i)).getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), "twice: " + id);
        }
        for (Element link : elements(document, "a")) {
            String target = link.getAttribute("href");
            assertTrue(!target.startsWith("#") || ids.contains(target.substring(1)), target);
        }
    }

    @Test
    void sameInputGivesSameBytesWithoutADate() {
        Exploration exploration = Explorations.both(Explorations.network("net", 4), 6);
        String html = text(exploration);
        assertEquals(html, text(exploration));
        assertFalse(html.contains("2026-01-02"));
    }

    @Test
    void staysSmallForALargeNetworkAndFront() {
        String html = text(Explorations.both(Explorations.network("large", 150), 100));
        assertTrue(html.length() < MAXIMUM_BYTES, html.length() + " characters");
    }

    @Test
    void hasARowForEveryLayerAndDesign() throws Exception {
        Document document = parsed(text(Explorations.both(Explorations.network("net", 7), 6)));
        Set<String> headings = new HashSet<>();
        elements(document, "th").forEach(cell -> headings.add(cell.getTextContent()));
        for (int i = 0; i < 7; i++) {
            assertTrue(headings.contains("dense" + i));
        }
        assertTrue(headings.containsAll(List.of("overlay-001", "overlay-003", "dataflow-006")));
        assertFalse(headings.contains("overlay-004"), "a design that the other family beats is not on the front");
    }
}
