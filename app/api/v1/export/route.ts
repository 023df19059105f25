import { getExport } from "@/lib/http/routes/get-export";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([getExport]);
