/** Code to be read and copied; scrolls by itself where it is too wide. */
export function CodeBlock({ label, children }: { label: string; children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take focus.
    <section className="api-code" tabIndex={0} aria-label={label}>
      <pre>{children}</pre>
    </section>
  );
}
