-- CreateEnum
CREATE TYPE "record_kind" AS ENUM ('conversation', 'handoff', 'survey', 'context_rating', 'message');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('agent', 'designer', 'manager', 'administrator');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('running', 'done', 'stopped');

-- CreateEnum
CREATE TYPE "generation_state" AS ENUM ('building', 'current', 'retired');

-- CreateTable
CREATE TABLE "conversation" (
    "id" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "arrived" BOOLEAN NOT NULL DEFAULT false,
    "first_seen" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record" (
    "conversation_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "type" "record_kind" NOT NULL,
    "part" TEXT NOT NULL,
    "version" BIGINT,
    "import_id" UUID NOT NULL,
    "body" JSON NOT NULL,

    CONSTRAINT "record_pkey" PRIMARY KEY ("conversation_id","id")
);

-- CreateTable
CREATE TABLE "agent_conversation" (
    "source" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "conversation_id" BIGINT NOT NULL,

    CONSTRAINT "agent_conversation_pkey" PRIMARY KEY ("source","agent_id","conversation_id")
);

-- CreateTable
CREATE TABLE "raw_reason" (
    "conversation_id" BIGINT NOT NULL,
    "raw" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "hand_offs" INTEGER NOT NULL,
    "is_first" BOOLEAN NOT NULL,

    CONSTRAINT "raw_reason_pkey" PRIMARY KEY ("conversation_id","raw")
);

-- CreateTable
CREATE TABLE "reason_map_version" (
    "version" INTEGER NOT NULL,
    "restores" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "author_id" UUID,

    CONSTRAINT "reason_map_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "reason_map_entry" (
    "version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "reason_map_entry_pkey" PRIMARY KEY ("version","source","folded")
);

-- CreateTable
CREATE TABLE "generation" (
    "id" SERIAL NOT NULL,
    "state" "generation_state" NOT NULL,
    "time_zone" TEXT NOT NULL,
    "metric_version" INTEGER NOT NULL,
    "reason_map_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "progress" BIGINT NOT NULL DEFAULT 0,
    "retired_at" TIMESTAMPTZ(6),

    CONSTRAINT "generation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "measure" (
    "generation" INTEGER NOT NULL,
    "conversation_id" BIGINT NOT NULL,
    "final" BOOLEAN NOT NULL DEFAULT false,
    "day" DATE NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "hour" SMALLINT NOT NULL,
    "source" TEXT NOT NULL,
    "bot" TEXT,
    "bot_version" TEXT,
    "channel" TEXT,
    "language" TEXT,
    "query_type" TEXT,
    "reason" TEXT,
    "reason_code" TEXT,
    "reason_raw" TEXT,
    "queue" TEXT,
    "context_arrived" TEXT,
    "attributes" JSONB,
    "facets" JSONB,
    "eligible" INTEGER,
    "hand_offs" INTEGER,
    "handed_off" INTEGER,
    "contained" INTEGER,
    "abandoned" INTEGER,
    "bot_failure_hand_offs" INTEGER,
    "planned_escalation_hand_offs" INTEGER,
    "customer_demand_hand_offs" INTEGER,
    "three_family_hand_offs" INTEGER,
    "unclassified_hand_offs" INTEGER,
    "not_operational_hand_offs" INTEGER,
    "first_bot_failure" INTEGER,
    "first_asked_at_start" INTEGER,
    "connected_hand_offs" INTEGER,
    "status_known_hand_offs" INTEGER,
    "reached_hand_offs" INTEGER,
    "assessable_hand_offs" INTEGER,
    "assessed_hand_offs" INTEGER,
    "repeated_hand_offs" INTEGER,
    "fields_answered" INTEGER,
    "fields_asked_again" INTEGER,
    "fields_pass_known" INTEGER,
    "fields_structured" INTEGER,
    "repeat_reports_known" INTEGER,
    "repeat_reports" INTEGER,
    "post_surveyed" INTEGER,
    "post_answered" INTEGER,
    "post_scored" INTEGER,
    "post_satisfied" INTEGER,
    "contained_surveyed" INTEGER,
    "contained_answered" INTEGER,
    "contained_scored" INTEGER,
    "contained_satisfied" INTEGER,
    "ratings_with_usefulness" INTEGER,
    "ratings_useful" INTEGER,
    "ratings_with_use" INTEGER,
    "ratings_ignored" INTEGER,
    "rated_hand_offs" INTEGER,
    "reasons_checked" INTEGER,
    "reasons_agreed" INTEGER,
    "failure_attempts_known" INTEGER,
    "failure_one_attempt" INTEGER,
    "demand_timed" INTEGER,
    "demand_honoured" INTEGER,
    "bot_time_known" INTEGER,
    "wait_time_known" INTEGER,
    "post_score" BIGINT,
    "post_score_squares" BIGINT,
    "contained_score" BIGINT,
    "contained_score_squares" BIGINT,

    CONSTRAINT "measure_pkey" PRIMARY KEY ("generation","conversation_id")
);

-- CreateTable
CREATE TABLE "total" (
    "generation" INTEGER NOT NULL,
    "grouping" SMALLINT NOT NULL,
    "day" DATE NOT NULL,
    "cell" UUID NOT NULL,
    "bot" TEXT,
    "bot_version" TEXT,
    "channel" TEXT,
    "language" TEXT,
    "query_type" TEXT,
    "reason" TEXT,
    "eligible" INTEGER,
    "hand_offs" INTEGER,
    "handed_off" INTEGER,
    "contained" INTEGER,
    "abandoned" INTEGER,
    "bot_failure_hand_offs" INTEGER,
    "planned_escalation_hand_offs" INTEGER,
    "customer_demand_hand_offs" INTEGER,
    "three_family_hand_offs" INTEGER,
    "unclassified_hand_offs" INTEGER,
    "not_operational_hand_offs" INTEGER,
    "first_bot_failure" INTEGER,
    "first_asked_at_start" INTEGER,
    "connected_hand_offs" INTEGER,
    "status_known_hand_offs" INTEGER,
    "reached_hand_offs" INTEGER,
    "assessable_hand_offs" INTEGER,
    "assessed_hand_offs" INTEGER,
    "repeated_hand_offs" INTEGER,
    "fields_answered" INTEGER,
    "fields_asked_again" INTEGER,
    "fields_pass_known" INTEGER,
    "fields_structured" INTEGER,
    "repeat_reports_known" INTEGER,
    "repeat_reports" INTEGER,
    "post_surveyed" INTEGER,
    "post_answered" INTEGER,
    "post_scored" INTEGER,
    "post_satisfied" INTEGER,
    "contained_surveyed" INTEGER,
    "contained_answered" INTEGER,
    "contained_scored" INTEGER,
    "contained_satisfied" INTEGER,
    "ratings_with_usefulness" INTEGER,
    "ratings_useful" INTEGER,
    "ratings_with_use" INTEGER,
    "ratings_ignored" INTEGER,
    "rated_hand_offs" INTEGER,
    "reasons_checked" INTEGER,
    "reasons_agreed" INTEGER,
    "failure_attempts_known" INTEGER,
    "failure_one_attempt" INTEGER,
    "demand_timed" INTEGER,
    "demand_honoured" INTEGER,
    "bot_time_known" INTEGER,
    "wait_time_known" INTEGER,
    "post_score" BIGINT,
    "post_score_squares" BIGINT,
    "contained_score" BIGINT,
    "contained_score_squares" BIGINT,

    CONSTRAINT "total_pkey" PRIMARY KEY ("generation","grouping","day","cell")
);

-- CreateTable
CREATE TABLE "total_pending" (
    "generation" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "bot" TEXT,
    "bot_version" TEXT,
    "channel" TEXT,
    "language" TEXT,
    "query_type" TEXT,
    "reason" TEXT,
    "eligible" INTEGER,
    "hand_offs" INTEGER,
    "handed_off" INTEGER,
    "contained" INTEGER,
    "abandoned" INTEGER,
    "bot_failure_hand_offs" INTEGER,
    "planned_escalation_hand_offs" INTEGER,
    "customer_demand_hand_offs" INTEGER,
    "three_family_hand_offs" INTEGER,
    "unclassified_hand_offs" INTEGER,
    "not_operational_hand_offs" INTEGER,
    "first_bot_failure" INTEGER,
    "first_asked_at_start" INTEGER,
    "connected_hand_offs" INTEGER,
    "status_known_hand_offs" INTEGER,
    "reached_hand_offs" INTEGER,
    "assessable_hand_offs" INTEGER,
    "assessed_hand_offs" INTEGER,
    "repeated_hand_offs" INTEGER,
    "fields_answered" INTEGER,
    "fields_asked_again" INTEGER,
    "fields_pass_known" INTEGER,
    "fields_structured" INTEGER,
    "repeat_reports_known" INTEGER,
    "repeat_reports" INTEGER,
    "post_surveyed" INTEGER,
    "post_answered" INTEGER,
    "post_scored" INTEGER,
    "post_satisfied" INTEGER,
    "contained_surveyed" INTEGER,
    "contained_answered" INTEGER,
    "contained_scored" INTEGER,
    "contained_satisfied" INTEGER,
    "ratings_with_usefulness" INTEGER,
    "ratings_useful" INTEGER,
    "ratings_with_use" INTEGER,
    "ratings_ignored" INTEGER,
    "rated_hand_offs" INTEGER,
    "reasons_checked" INTEGER,
    "reasons_agreed" INTEGER,
    "failure_attempts_known" INTEGER,
    "failure_one_attempt" INTEGER,
    "demand_timed" INTEGER,
    "demand_honoured" INTEGER,
    "bot_time_known" INTEGER,
    "wait_time_known" INTEGER,
    "post_score" BIGINT,
    "post_score_squares" BIGINT,
    "contained_score" BIGINT,
    "contained_score_squares" BIGINT
);

-- CreateTable
CREATE TABLE "facet_total" (
    "generation" INTEGER NOT NULL,
    "grouping" SMALLINT NOT NULL,
    "day" DATE NOT NULL,
    "cell" UUID NOT NULL,
    "facet" TEXT NOT NULL,
    "bot" TEXT,
    "bot_version" TEXT,
    "channel" TEXT,
    "language" TEXT,
    "query_type" TEXT,
    "reason" TEXT,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "facet_total_pkey" PRIMARY KEY ("generation","grouping","facet","day","cell")
);

-- CreateTable
CREATE TABLE "facet_pending" (
    "generation" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "facet" TEXT NOT NULL,
    "bot" TEXT,
    "bot_version" TEXT,
    "channel" TEXT,
    "language" TEXT,
    "query_type" TEXT,
    "reason" TEXT,
    "payload" BYTEA NOT NULL
);

-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "key_id" UUID,
    "started_by" TEXT,
    "state" "import_state" NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6),
    "received" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "stale" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "ignored_keys" JSONB NOT NULL DEFAULT '{}',
    "problem" TEXT,

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rejection" (
    "import_id" UUID NOT NULL,
    "line" BIGINT NOT NULL,
    "type" TEXT,
    "conversation_id" TEXT,
    "code" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "input" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rejection_pkey" PRIMARY KEY ("import_id","line")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "password_hash" TEXT,
    "oidc_subject" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deactivated_at" TIMESTAMPTZ(6),
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(6),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_link" (
    "source" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "agent_link_pkey" PRIMARY KEY ("source","agent_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "target" (
    "metric" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "owner_id" UUID,
    "due_on" DATE,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "target_pkey" PRIMARY KEY ("metric")
);

-- CreateTable
CREATE TABLE "annotation" (
    "id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "annotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "edited_at" TIMESTAMPTZ(6),

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "owner_id" UUID,
    "due_on" DATE NOT NULL,
    "metric" TEXT NOT NULL,
    "query_type" TEXT,
    "done_on" DATE,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "frozen_review" (
    "id" UUID NOT NULL,
    "week" TEXT NOT NULL,
    "filters" JSONB NOT NULL,
    "frozen_at" TIMESTAMPTZ(6) NOT NULL,
    "frozen_by" UUID,
    "metric_version" INTEGER NOT NULL,
    "reason_map_version" INTEGER NOT NULL,
    "time_zone" TEXT NOT NULL,
    "content" JSON NOT NULL,

    CONSTRAINT "frozen_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "owner_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "conversation_source_external_id_key" ON "conversation"("source", "external_id");

-- CreateIndex
CREATE INDEX "raw_reason_source_folded_conversation_id_idx" ON "raw_reason"("source", "folded", "conversation_id");

-- CreateIndex
CREATE INDEX "measure_by_day" ON "measure"("generation", "day" DESC, "started_at" DESC, "conversation_id" DESC);

-- CreateIndex
CREATE INDEX "import_started_at_idx" ON "import"("started_at" DESC);

-- CreateIndex
CREATE INDEX "rejection_created_at_idx" ON "rejection"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "person_oidc_subject_key" ON "person"("oidc_subject");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "agent_link_person_id_idx" ON "agent_link"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "annotation_day_idx" ON "annotation"("day");

-- CreateIndex
CREATE INDEX "comment_week_idx" ON "comment"("week");

-- CreateIndex
CREATE INDEX "action_done_on_due_on_idx" ON "action"("done_on", "due_on");

-- CreateIndex
CREATE INDEX "frozen_review_week_idx" ON "frozen_review"("week");

-- CreateIndex
CREATE INDEX "saved_view_owner_id_idx" ON "saved_view"("owner_id");

-- AddForeignKey
ALTER TABLE "reason_map_version" ADD CONSTRAINT "reason_map_version_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reason_map_entry" ADD CONSTRAINT "reason_map_entry_version_fkey" FOREIGN KEY ("version") REFERENCES "reason_map_version"("version") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rejection" ADD CONSTRAINT "rejection_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_link" ADD CONSTRAINT "agent_link_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target" ADD CONSTRAINT "target_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action" ADD CONSTRAINT "action_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "frozen_review" ADD CONSTRAINT "frozen_review_frozen_by_fkey" FOREIGN KEY ("frozen_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma's schema language cannot say.

-- Reports read one generation.
CREATE UNIQUE INDEX "generation_current" ON "generation"("state") WHERE "state" = 'current';

-- What waits for its conversation; few rows, whatever the size of the table.
CREATE INDEX "conversation_waiting" ON "conversation"("id") WHERE NOT "arrived";

-- A total is added to again and again, and no index covers its sums: with room on the page the new version
-- stays beside the old one and no index is touched.
ALTER TABLE "total" SET (fillfactor = 70);
ALTER TABLE "facet_total" SET (fillfactor = 70);
