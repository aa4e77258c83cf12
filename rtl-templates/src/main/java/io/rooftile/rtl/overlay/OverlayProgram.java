package io.rooftile.rtl.overlay;

import java.util.List;

/// A network as an engine runs it.
///
/// @param shape the engine
/// @param instructions the program; its address in memory is 0
/// @param notes what the jobs do
/// @param pieces what memory holds before the engine starts: program, weights, parameters
/// @param inputs maps that the host writes before each inference
/// @param outputs maps that the host reads after it
/// @param maps all maps; where memory is used again, their contents do not last to the end
/// @param places of all layers, in the network's order
/// @param memoryBytes that the engine uses, from address 0 on
public record OverlayProgram(
        EngineShape shape,
        List<Instruction> instructions,
        List<Note> notes,
        List<MemoryPiece> pieces,
        List<PlacedMap> inputs,
        List<PlacedMap> outputs,
        List<PlacedMap> maps,
        List<LayerPlace> places,
        long memoryBytes) {
    public OverlayProgram {
        instructions = List.copyOf(instructions);
        notes = List.copyOf(notes);
        pieces = List.copyOf(pieces);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        maps = List.copyOf(maps);
        places = List.copyOf(places);
    }

    /// What a job does.
    ///
    /// @param instruction index of its RUN
    /// @param text layer, tile, what
    public record Note(int instruction, String text) {}

    /// A tensor in memory.
    ///
    /// @param tensor its name in the network; one that was only reshaped lies where its source does
    /// @param address of its first byte
    public record PlacedMap(String tensor, FeatureMap map, long address) {}

    /// Memory before the engine starts.
    public byte[] image() {
        byte[] image = new byte[Math.toIntExact(memoryBytes)];
        for (MemoryPiece piece : pieces) {
            System.arraycopy(piece.bytes(), 0, image, Math.toIntExact(piece.address()), piece.bytes().length);
        }
        return image;
    }
}
