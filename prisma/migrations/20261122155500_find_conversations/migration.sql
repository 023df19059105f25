-- CreateIndex
CREATE INDEX "conversation_external_id_prefix" ON "conversation"("external_id" text_pattern_ops);
