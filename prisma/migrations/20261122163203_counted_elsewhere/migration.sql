-- AlterTable
ALTER TABLE "measure" ADD COLUMN     "engaged" INTEGER,
ADD COLUMN     "escalated" INTEGER,
ADD COLUMN     "escalations" INTEGER,
ADD COLUMN     "started" INTEGER;

-- AlterTable
ALTER TABLE "total" ADD COLUMN     "engaged" INTEGER,
ADD COLUMN     "escalated" INTEGER,
ADD COLUMN     "escalations" INTEGER,
ADD COLUMN     "started" INTEGER;

-- AlterTable
ALTER TABLE "total_pending" ADD COLUMN     "engaged" INTEGER,
ADD COLUMN     "escalated" INTEGER,
ADD COLUMN     "escalations" INTEGER,
ADD COLUMN     "started" INTEGER;
