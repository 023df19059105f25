-- AlterTable
ALTER TABLE "erasure" ADD COLUMN     "reference" BYTEA;


-- CreateTable
CREATE TABLE "erasure_step" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,

    CONSTRAINT "erasure_step_pkey" PRIMARY KEY ("source","external_id")
);

-- By hand: what Prisma's schema language cannot say.

-- Conversations of erased customers whose ids are still to be removed: none, most of the time.
CREATE INDEX "conversation_erased" ON "conversation"("id") WHERE "gone" >= 8;
