-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "import_state" ADD VALUE 'undoing';
ALTER TYPE "import_state" ADD VALUE 'undone';
ALTER TYPE "import_state" ADD VALUE 'redoing';

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "gone" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "import" ADD COLUMN     "heartbeat_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "undone_at" TIMESTAMPTZ(6),
ADD COLUMN     "undone_by" TEXT;

-- CreateTable
CREATE TABLE "undone_record" (
    "import_id" UUID NOT NULL,
    "conversation_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,
    "type" "record_kind" NOT NULL,
    "part" TEXT NOT NULL,
    "version" BIGINT,
    "body" JSON NOT NULL,

    CONSTRAINT "undone_record_pkey" PRIMARY KEY ("import_id","conversation_id","id")
);

-- CreateTable
CREATE TABLE "undo_step" (
    "import_id" UUID NOT NULL,
    "conversation_id" BIGINT NOT NULL,

    CONSTRAINT "undo_step_pkey" PRIMARY KEY ("import_id","conversation_id")
);

-- CreateTable
CREATE TABLE "erasure" (
    "id" UUID NOT NULL,
    "customer" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6),
    "conversations" INTEGER NOT NULL DEFAULT 0,
    "records" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "mentions" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blocked" (
    "hash" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "blocked_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "undone_record_conversation_id_idx" ON "undone_record"("conversation_id");

-- CreateIndex
CREATE INDEX "erasure_started_at_idx" ON "erasure"("started_at" DESC);

-- CreateIndex
CREATE INDEX "record_import" ON "record" USING BRIN ("import_id" uuid_bloom_ops);


-- By hand: what Prisma's schema language cannot say.

-- Finds the records of an import and of a customer at next to no cost for those who write: records are appended, so
-- both lie close together, and a summary of every stretch of the table is enough.
ALTER INDEX "record_import" SET (autosummarize = on);
CREATE INDEX "record_customer" ON "record" USING BRIN (("body" ->> 'customerHash') text_bloom_ops)
  WITH (autosummarize = on) WHERE "type" = 'conversation';

-- Imports under way, and those whose undo was asked for; few rows, whatever the size of the table.
CREATE INDEX "import_running" ON "import"("heartbeat_at") WHERE "state" = 'running';
CREATE INDEX "import_undone" ON "import"("undone_at") WHERE "undone_at" IS NOT NULL;
