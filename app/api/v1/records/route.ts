import { postRecords } from "@/lib/http/routes/post-records";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([postRecords]);
