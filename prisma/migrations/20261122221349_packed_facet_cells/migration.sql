-- All cells of a day, facet and grouping become one row. They are packed as lib/store/facet-cells.ts says: for each the
-- length of its name, the name, the length of its keys and the keys. A name is the values of the grouping's dimensions in
-- their order (groupings.ts), apart by U+001F, with U+0001 for what is not known.
ALTER TABLE "facet_total" RENAME TO "facet_total_by_cell";
ALTER TABLE "facet_total_by_cell" RENAME CONSTRAINT "facet_total_pkey" TO "facet_total_by_cell_pkey";

CREATE TABLE "facet_total" (
    "generation" INTEGER NOT NULL,
    "grouping" SMALLINT NOT NULL,
    "facet" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "facet_total_pkey" PRIMARY KEY ("generation","grouping","facet","day")
);

-- Packed numbers hardly compress: trying would cost time at every roll-up.
ALTER TABLE "facet_total" ALTER COLUMN "payload" SET STORAGE EXTERNAL;

INSERT INTO "facet_total"
SELECT generation, grouping, facet, day,
       string_agg(int4send(octet_length(name)) || name || int4send(octet_length(payload)) || payload, ''::bytea)
FROM (
    SELECT generation, grouping, facet, day, payload, convert_to(coalesce(query_type, E'\x01') || CASE grouping
             WHEN 0 THEN ''
             WHEN 1 THEN E'\x1f' || coalesce(reason, E'\x01')
             WHEN 2 THEN E'\x1f' || coalesce(language, E'\x01')
             WHEN 3 THEN E'\x1f' || coalesce(channel, E'\x01')
             WHEN 4 THEN E'\x1f' || coalesce(bot, E'\x01')
             WHEN 5 THEN E'\x1f' || coalesce(bot, E'\x01') || E'\x1f' || coalesce(bot_version, E'\x01')
           END, 'UTF8') AS name
    FROM "facet_total_by_cell" WHERE octet_length(payload) > 0
) AS cell
GROUP BY generation, grouping, facet, day;

DROP TABLE "facet_total_by_cell";
