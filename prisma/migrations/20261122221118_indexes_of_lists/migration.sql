-- CreateIndex
CREATE INDEX "connection_payload_by_state" ON "connection_payload"("connection_id", "state", "received_at" DESC, "id" DESC);

-- By hand: what Prisma's schema language cannot say.

-- Payloads that nobody has mapped, and those that are held: few, whatever the size of the table.
CREATE INDEX "connection_payload_waiting" ON "connection_payload"("received_at") WHERE "state" = 'waiting';
CREATE INDEX "connection_payload_conversation_held" ON "connection_payload_conversation"("payload_id") WHERE "held";

-- What waits under one source, page by page.
CREATE INDEX "conversation_waiting_by_source" ON "conversation"("source", "id") WHERE NOT "arrived";
