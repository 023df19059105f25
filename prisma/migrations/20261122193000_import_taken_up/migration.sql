-- AlterTable
ALTER TABLE "import_draft" ADD COLUMN     "taken_up" INTEGER NOT NULL DEFAULT 0;

-- Encrypted bytes do not compress: trying would cost time for every uploaded megabyte.
ALTER TABLE "import_draft_chunk" ALTER COLUMN "body" SET STORAGE EXTERNAL;
