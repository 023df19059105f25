import { postImportFile } from "@/lib/http/routes/post-import-file";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([postImportFile]);
