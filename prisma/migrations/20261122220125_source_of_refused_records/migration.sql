-- AlterTable
ALTER TABLE "rejection" ADD COLUMN     "source" TEXT;
