import { listImports } from "@/lib/http/routes/get-import";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([listImports]);
