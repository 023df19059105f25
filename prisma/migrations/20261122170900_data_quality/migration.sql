-- AlterTable
ALTER TABLE "record" ADD COLUMN     "sent_as" TEXT;

-- AlterTable
ALTER TABLE "undone_record" ADD COLUMN     "sent_as" TEXT;

-- CreateTable
CREATE TABLE "source_hour" (
    "hour" TIMESTAMPTZ(6) NOT NULL,
    "source" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "stale" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "source_hour_pkey" PRIMARY KEY ("hour","source","type")
);

-- CreateTable
CREATE TABLE "data_finding" (
    "conversation_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "seconds" INTEGER,

    CONSTRAINT "data_finding_pkey" PRIMARY KEY ("conversation_id","kind")
);

-- CreateTable
CREATE TABLE "source_rule" (
    "id" UUID NOT NULL,
    "sent" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "ended_by" TEXT,

    CONSTRAINT "source_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reported_week" (
    "source" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "conversations" INTEGER,
    "hand_offs" INTEGER,
    "entered_by" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "reported_week_pkey" PRIMARY KEY ("source","week")
);

-- CreateIndex
CREATE INDEX "data_finding_latest" ON "data_finding"("started_at" DESC, "source", "kind", "seconds");

-- By hand: what Prisma's schema language cannot say.
-- At most one rule holds for what is sent under a source.
CREATE UNIQUE INDEX "source_rule_holds" ON "source_rule"("sent") WHERE "ended_at" IS NULL;
-- What rules have put under another source, to be put back; nearly no record is.
CREATE INDEX "record_sent_as" ON "record"("sent_as", "conversation_id") WHERE "sent_as" IS NOT NULL;
