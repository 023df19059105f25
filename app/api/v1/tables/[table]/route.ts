import { getTable } from "@/lib/http/routes/get-table";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([getTable]);
