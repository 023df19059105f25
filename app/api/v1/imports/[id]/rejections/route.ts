import { getRejections } from "@/lib/http/routes/get-rejections";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([getRejections]);
