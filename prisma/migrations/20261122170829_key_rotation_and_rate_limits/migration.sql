-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "expires_at" TIMESTAMPTZ(6),
ADD COLUMN     "previous_hash" TEXT,
ADD COLUMN     "previous_last_used_at" TIMESTAMPTZ(6),
ADD COLUMN     "previous_prefix" TEXT,
ADD COLUMN     "previous_until" TIMESTAMPTZ(6),
ADD COLUMN     "rotated_at" TIMESTAMPTZ(6);

-- By hand: unlogged, it is over in minutes.
-- CreateTable
CREATE UNLOGGED TABLE "rate_use" (
    "subject" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(6) NOT NULL,
    "used" BIGINT NOT NULL,

    CONSTRAINT "rate_use_pkey" PRIMARY KEY ("subject","window_start")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_previous_hash_key" ON "api_key"("previous_hash");
