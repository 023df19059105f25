import { undoImport } from "@/lib/http/routes/undo-import";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([undoImport]);
