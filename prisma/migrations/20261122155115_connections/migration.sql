-- CreateEnum
CREATE TYPE "payload_state" AS ENUM ('waiting', 'understood', 'test', 'not_bot', 'irrelevant', 'error', 'paused');

-- CreateTable
CREATE TABLE "connection" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_received_at" TIMESTAMPTZ(6),
    "received" BIGINT NOT NULL DEFAULT 0,
    "understood" BIGINT NOT NULL DEFAULT 0,
    "tests" BIGINT NOT NULL DEFAULT 0,
    "not_bot" BIGINT NOT NULL DEFAULT 0,
    "irrelevant" BIGINT NOT NULL DEFAULT 0,
    "problems" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_secret" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "hash" TEXT,
    "sealed" BYTEA,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "connection_secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_payload" (
    "id" BIGSERIAL NOT NULL,
    "connection_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "deliveries" INTEGER NOT NULL DEFAULT 1,
    "last_delivered_at" TIMESTAMPTZ(6) NOT NULL,
    "format" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,
    "state" "payload_state" NOT NULL DEFAULT 'waiting',
    "label" TEXT NOT NULL DEFAULT '',
    "understood" INTEGER NOT NULL DEFAULT 0,
    "tests" INTEGER NOT NULL DEFAULT 0,
    "not_bot" INTEGER NOT NULL DEFAULT 0,
    "irrelevant" INTEGER NOT NULL DEFAULT 0,
    "problems" INTEGER NOT NULL DEFAULT 0,
    "problem_list" JSONB NOT NULL DEFAULT '[]',
    "import_id" UUID,
    "mapped_at" TIMESTAMPTZ(6),

    CONSTRAINT "connection_payload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_payload_conversation" (
    "payload_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "held" BOOLEAN NOT NULL,

    CONSTRAINT "connection_payload_conversation_pkey" PRIMARY KEY ("payload_id","external_id")
);

-- CreateIndex
CREATE INDEX "connection_secret_connection_id_idx" ON "connection_secret"("connection_id");

-- CreateIndex
CREATE INDEX "connection_payload_connection_id_received_at_id_idx" ON "connection_payload"("connection_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "connection_payload_received_at_idx" ON "connection_payload"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "connection_payload_connection_id_digest_key" ON "connection_payload"("connection_id", "digest");

-- CreateIndex
CREATE INDEX "connection_payload_conversation_source_external_id_idx" ON "connection_payload_conversation"("source", "external_id");

-- AddForeignKey
ALTER TABLE "connection_secret" ADD CONSTRAINT "connection_secret_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_payload" ADD CONSTRAINT "connection_payload_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_payload_conversation" ADD CONSTRAINT "connection_payload_conversation_payload_id_fkey" FOREIGN KEY ("payload_id") REFERENCES "connection_payload"("id") ON DELETE CASCADE ON UPDATE CASCADE;
