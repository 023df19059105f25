/** The name with its mark: a baton passed from one hand to the other. */
export function Brand() {
  return (
    <>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <path d="M1 11.5h7.5" stroke="var(--ink)" strokeWidth="3" />
        <path d="M9.5 6.5H17" stroke="var(--accent)" strokeWidth="3" />
      </svg>
      Baton
    </>
  );
}
