-- CreateTable
CREATE TABLE "import_mapping" (
    "name" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "saved_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "import_draft" (
    "id" UUID NOT NULL,
    "started_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "work_at" TIMESTAMPTZ(6),
    "rows" INTEGER NOT NULL DEFAULT 0,
    "checked" JSONB,
    "problem" TEXT,

    CONSTRAINT "import_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_draft_file" (
    "id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "shape" JSONB,
    "mapping" JSONB,
    "sample" BYTEA,
    "import_id" UUID,

    CONSTRAINT "import_draft_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_draft_chunk" (
    "file_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "import_draft_chunk_pkey" PRIMARY KEY ("file_id","number")
);

-- CreateIndex
CREATE INDEX "import_draft_created_at_idx" ON "import_draft"("created_at");

-- CreateIndex
CREATE INDEX "import_draft_file_draft_id_idx" ON "import_draft_file"("draft_id");

-- AddForeignKey
ALTER TABLE "import_draft_file" ADD CONSTRAINT "import_draft_file_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "import_draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_draft_chunk" ADD CONSTRAINT "import_draft_chunk_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "import_draft_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;
