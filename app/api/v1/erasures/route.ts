import { listErasedCustomers, postErasure } from "@/lib/http/routes/erasures";
import { serve } from "@/lib/http/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([listErasedCustomers, postErasure]);
