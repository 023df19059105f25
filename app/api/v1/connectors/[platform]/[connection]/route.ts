import { getPayloadAddress, postPayload } from "@/lib/http/routes/post-payload";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([postPayload, getPayloadAddress]);
