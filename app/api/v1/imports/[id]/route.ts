import { getImport } from "@/lib/http/routes/get-import";
import { deleteImport } from "@/lib/http/routes/undo-import";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([getImport, deleteImport]);
