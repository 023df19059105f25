import { getHealth } from "@/lib/http/routes/get-health";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([getHealth]);
