import { listMetrics } from "@/lib/http/routes/list-metrics";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([listMetrics]);
