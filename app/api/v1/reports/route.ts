import { getReport } from "@/lib/http/routes/get-report";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([getReport]);
