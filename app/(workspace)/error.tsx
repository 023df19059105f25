"use client";

import { Problem } from "@/components/page/problem";

/** A page that failed; what surrounds it still works. */
export default Problem;
