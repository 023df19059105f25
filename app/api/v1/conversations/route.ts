import { listConversations } from "@/lib/http/routes/list-conversations";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([listConversations]);
