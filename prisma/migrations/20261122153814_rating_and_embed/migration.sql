-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "origins" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "measure" ADD COLUMN     "asked_hand_offs" INTEGER,
ADD COLUMN     "asked_rated_hand_offs" INTEGER,
ADD COLUMN     "context_came" INTEGER,
ADD COLUMN     "context_fields" TEXT,
ADD COLUMN     "context_known" INTEGER,
ADD COLUMN     "context_reason" TEXT,
ADD COLUMN     "context_summary" TEXT,
ADD COLUMN     "context_timing" TEXT,
ADD COLUMN     "context_transcript" TEXT,
ADD COLUMN     "delivered_in_time" INTEGER,
ADD COLUMN     "delivery_timed" INTEGER,
ADD COLUMN     "ratings_not_useful" INTEGER,
ADD COLUMN     "ratings_partly" INTEGER,
ADD COLUMN     "ratings_skimmed" INTEGER,
ADD COLUMN     "ratings_used" INTEGER,
ADD COLUMN     "reason_told" INTEGER,
ADD COLUMN     "reason_told_known" INTEGER,
ADD COLUMN     "summary_came" INTEGER,
ADD COLUMN     "summary_known" INTEGER,
ADD COLUMN     "transcript_came" INTEGER,
ADD COLUMN     "transcript_known" INTEGER;

-- AlterTable
ALTER TABLE "total" ADD COLUMN     "asked_hand_offs" INTEGER,
ADD COLUMN     "asked_rated_hand_offs" INTEGER,
ADD COLUMN     "context_came" INTEGER,
ADD COLUMN     "context_known" INTEGER,
ADD COLUMN     "delivered_in_time" INTEGER,
ADD COLUMN     "delivery_timed" INTEGER,
ADD COLUMN     "ratings_not_useful" INTEGER,
ADD COLUMN     "ratings_partly" INTEGER,
ADD COLUMN     "ratings_skimmed" INTEGER,
ADD COLUMN     "ratings_used" INTEGER,
ADD COLUMN     "reason_told" INTEGER,
ADD COLUMN     "reason_told_known" INTEGER,
ADD COLUMN     "summary_came" INTEGER,
ADD COLUMN     "summary_known" INTEGER,
ADD COLUMN     "transcript_came" INTEGER,
ADD COLUMN     "transcript_known" INTEGER;

-- AlterTable
ALTER TABLE "total_pending" ADD COLUMN     "asked_hand_offs" INTEGER,
ADD COLUMN     "asked_rated_hand_offs" INTEGER,
ADD COLUMN     "context_came" INTEGER,
ADD COLUMN     "context_known" INTEGER,
ADD COLUMN     "delivered_in_time" INTEGER,
ADD COLUMN     "delivery_timed" INTEGER,
ADD COLUMN     "ratings_not_useful" INTEGER,
ADD COLUMN     "ratings_partly" INTEGER,
ADD COLUMN     "ratings_skimmed" INTEGER,
ADD COLUMN     "ratings_used" INTEGER,
ADD COLUMN     "reason_told" INTEGER,
ADD COLUMN     "reason_told_known" INTEGER,
ADD COLUMN     "summary_came" INTEGER,
ADD COLUMN     "summary_known" INTEGER,
ADD COLUMN     "transcript_came" INTEGER,
ADD COLUMN     "transcript_known" INTEGER;

-- CreateTable
CREATE TABLE "embed_link" (
    "id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "handoff_id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "opened_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "embed_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "embed_link_created_at_id_idx" ON "embed_link"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "embed_link_expires_at_idx" ON "embed_link"("expires_at");

-- CreateIndex
CREATE INDEX "embed_link_key_id_idx" ON "embed_link"("key_id");

-- AddForeignKey
ALTER TABLE "embed_link" ADD CONSTRAINT "embed_link_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;
