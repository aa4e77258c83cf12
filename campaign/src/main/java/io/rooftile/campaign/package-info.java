/// Many explorations as one job: cells of models, boards, families, objectives, constraints and seeds; a database that
/// survives being killed; one table and one page over all. [io.rooftile.campaign.CampaignRun] is the entry point.
@NullMarked
package io.rooftile.campaign;

import org.jspecify.annotations.NullMarked;
