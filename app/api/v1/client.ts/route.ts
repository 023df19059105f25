import { getClient } from "@/lib/http/routes";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([getClient]);
