-- CreateTable
CREATE TABLE "total_version" (
    "generation" INTEGER NOT NULL,
    "week" DATE NOT NULL,
    "version" UUID NOT NULL,

    CONSTRAINT "total_version_pkey" PRIMARY KEY ("generation","week")
);

-- By hand: the weeks of totals that are there already.
INSERT INTO "total_version" ("generation", "week", "version")
SELECT "generation", "week", gen_random_uuid() FROM (
  SELECT DISTINCT "generation", "day" - (extract(isodow FROM "day")::int - 1) AS "week" FROM "total"
  UNION SELECT DISTINCT "generation", "day" - (extract(isodow FROM "day")::int - 1) FROM "facet_total"
) AS "found";

-- Whoever empties the totals leaves no versions of them behind.
CREATE FUNCTION forget_total_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM total_version;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_versions AFTER TRUNCATE ON "total" FOR EACH STATEMENT EXECUTE FUNCTION forget_total_versions();
