-- AlterTable
ALTER TABLE "generation" ADD COLUMN     "journey_days" INTEGER NOT NULL DEFAULT 7;

-- AlterTable
ALTER TABLE "measure" ADD COLUMN     "durably_contained" INTEGER,
ADD COLUMN     "followable" INTEGER,
ADD COLUMN     "followable_contained" INTEGER,
ADD COLUMN     "followable_handed_off" INTEGER,
ADD COLUMN     "followed_handed_off" INTEGER,
ADD COLUMN     "neighbours" JSONB,
ADD COLUMN     "transitions" INTEGER,
ADD COLUMN     "transitions_assessed" INTEGER,
ADD COLUMN     "transitions_context_known" INTEGER,
ADD COLUMN     "transitions_context_whole" INTEGER,
ADD COLUMN     "transitions_repeated" INTEGER,
ADD COLUMN     "transitions_satisfied" INTEGER,
ADD COLUMN     "transitions_scored" INTEGER;

-- AlterTable
ALTER TABLE "total" ADD COLUMN     "durably_contained" INTEGER,
ADD COLUMN     "followable" INTEGER,
ADD COLUMN     "followable_contained" INTEGER,
ADD COLUMN     "followable_handed_off" INTEGER,
ADD COLUMN     "followed_handed_off" INTEGER,
ADD COLUMN     "transitions" INTEGER,
ADD COLUMN     "transitions_assessed" INTEGER,
ADD COLUMN     "transitions_context_known" INTEGER,
ADD COLUMN     "transitions_context_whole" INTEGER,
ADD COLUMN     "transitions_repeated" INTEGER,
ADD COLUMN     "transitions_satisfied" INTEGER,
ADD COLUMN     "transitions_scored" INTEGER;

-- AlterTable
ALTER TABLE "total_pending" ADD COLUMN     "durably_contained" INTEGER,
ADD COLUMN     "followable" INTEGER,
ADD COLUMN     "followable_contained" INTEGER,
ADD COLUMN     "followable_handed_off" INTEGER,
ADD COLUMN     "followed_handed_off" INTEGER,
ADD COLUMN     "transitions" INTEGER,
ADD COLUMN     "transitions_assessed" INTEGER,
ADD COLUMN     "transitions_context_known" INTEGER,
ADD COLUMN     "transitions_context_whole" INTEGER,
ADD COLUMN     "transitions_repeated" INTEGER,
ADD COLUMN     "transitions_satisfied" INTEGER,
ADD COLUMN     "transitions_scored" INTEGER;

-- CreateTable
CREATE TABLE "contact" (
    "conversation_id" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "started_at" BIGINT NOT NULL,
    "eligible" BOOLEAN NOT NULL,
    "customer" UUID,
    "previous" TEXT,
    "place" TEXT,
    "fields" TEXT[],
    "next" BIGINT,
    "before_id" BIGINT,
    "before_by_source" BOOLEAN,
    "final" BOOLEAN NOT NULL DEFAULT false,
    "unresolved" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateTable
CREATE TABLE "link_pending" (
    "seq" BIGSERIAL NOT NULL,
    "conversation_id" BIGINT NOT NULL,
    "started_at" BIGINT NOT NULL,
    "eligible" BOOLEAN NOT NULL,
    "customer" UUID,
    "previous" TEXT,
    "place" TEXT,
    "fields" TEXT[],
    "queued_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_pending_pkey" PRIMARY KEY ("seq")
);

-- By hand: what Prisma's schema language cannot say.

-- The contacts of one customer in order: the neighbours of any of them are one step away.
CREATE INDEX "contact_by_customer" ON "contact"("customer", "started_at", "source", "external_id")
  WHERE "customer" IS NOT NULL AND "eligible";

-- Who names a contact as the one before.
CREATE INDEX "contact_by_previous" ON "contact"("source", "previous") WHERE "previous" IS NOT NULL;

-- What follows a contact.
CREATE INDEX "contact_by_before" ON "contact"("before_id") WHERE "before_id" IS NOT NULL;

-- What names a contact that has not been found; looked for again and again.
CREATE INDEX "contact_unresolved" ON "contact"("conversation_id") WHERE "unresolved";
