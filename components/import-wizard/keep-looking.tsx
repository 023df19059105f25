"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MILLIS = 1_500;

/** Asks for the page again while something goes on beside it. */
export function KeepLooking() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), EVERY_MILLIS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
