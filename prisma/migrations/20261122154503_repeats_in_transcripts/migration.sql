-- AlterTable
ALTER TABLE "generation" ADD COLUMN     "phrase_list_version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "measure" ADD COLUMN     "agent_agreed" INTEGER,
ADD COLUMN     "agent_assessed_hand_offs" INTEGER,
ADD COLUMN     "agent_compared" INTEGER,
ADD COLUMN     "platform_assessed_hand_offs" INTEGER,
ADD COLUMN     "platform_transcript_agreed" INTEGER,
ADD COLUMN     "platform_transcript_compared" INTEGER,
ADD COLUMN     "transcript_assessed_hand_offs" INTEGER;

-- AlterTable
ALTER TABLE "total" ADD COLUMN     "agent_agreed" INTEGER,
ADD COLUMN     "agent_assessed_hand_offs" INTEGER,
ADD COLUMN     "agent_compared" INTEGER,
ADD COLUMN     "platform_assessed_hand_offs" INTEGER,
ADD COLUMN     "platform_transcript_agreed" INTEGER,
ADD COLUMN     "platform_transcript_compared" INTEGER,
ADD COLUMN     "transcript_assessed_hand_offs" INTEGER;

-- AlterTable
ALTER TABLE "total_pending" ADD COLUMN     "agent_agreed" INTEGER,
ADD COLUMN     "agent_assessed_hand_offs" INTEGER,
ADD COLUMN     "agent_compared" INTEGER,
ADD COLUMN     "platform_assessed_hand_offs" INTEGER,
ADD COLUMN     "platform_transcript_agreed" INTEGER,
ADD COLUMN     "platform_transcript_compared" INTEGER,
ADD COLUMN     "transcript_assessed_hand_offs" INTEGER;

-- CreateTable
CREATE TABLE "phrase_list_version" (
    "version" INTEGER NOT NULL,
    "restores" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "author_id" UUID,
    "lists" JSONB NOT NULL,

    CONSTRAINT "phrase_list_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "transcript_reading" (
    "generation" INTEGER NOT NULL,
    "conversation_id" BIGINT NOT NULL,
    "reading" JSON NOT NULL,

    CONSTRAINT "transcript_reading_pkey" PRIMARY KEY ("generation","conversation_id")
);

-- CreateTable
CREATE TABLE "finding_rejection" (
    "conversation_id" BIGINT NOT NULL,
    "handoff_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "rule" TEXT NOT NULL,
    "rejected_at" TIMESTAMPTZ(6) NOT NULL,
    "rejected_by" UUID,

    CONSTRAINT "finding_rejection_pkey" PRIMARY KEY ("conversation_id","handoff_id","sequence","field","rule")
);

-- AddForeignKey
ALTER TABLE "phrase_list_version" ADD CONSTRAINT "phrase_list_version_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_rejection" ADD CONSTRAINT "finding_rejection_rejected_by_fkey" FOREIGN KEY ("rejected_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
