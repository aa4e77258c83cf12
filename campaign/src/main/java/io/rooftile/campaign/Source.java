package io.rooftile.campaign;

import java.util.List;

/// A model or a board of a campaign.
///
/// @param name unique among those of the campaign, of letters, digits, `.`, `_` and `-`
/// @param location the path seen from the present folder, or the built-in name
/// @param options of `rooftile explore` that belong to it: `--weights`
/// @param dataOptions likewise, of the rows that accuracy is measured on; explore takes none where it is no objective
/// @param identity digest of all that it is read from
public record Source(String name, String location, List<String> options, List<String> dataOptions, String identity) {
    public Source {
        options = List.copyOf(options);
        dataOptions = List.copyOf(dataOptions);
    }
}
