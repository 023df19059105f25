-- CreateIndex
-- By code points, which a prefix is found by whatever the collation of the database.
CREATE INDEX "conversation_external_id_prefix" ON "conversation"("external_id" COLLATE "C");
