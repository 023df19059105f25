import { getConversation } from "@/lib/http/routes/get-conversation";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([getConversation]);
