import { postEmbedLink } from "@/lib/http/routes/embed-links";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([postEmbedLink]);
