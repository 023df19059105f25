-- By hand: what Prisma's schema language cannot say.

-- Conversations with ratings, a few in a hundred: what people may see of ratings is decided by all of them.
CREATE INDEX "measure_rated" ON "measure"("generation", "day")
  WHERE "ratings_with_usefulness" IS NOT NULL OR "ratings_with_use" IS NOT NULL
     OR "reasons_checked" IS NOT NULL OR "agent_compared" IS NOT NULL;
