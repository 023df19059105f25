import "./notifications.css";

interface MailPreviewProps {
  readonly title: string;
  readonly html: string;
  /** Of the page's policy: without it the browser leaves the mail's own styles out. */
  readonly nonce: string | null;
}

/** A mail as it will look, in a frame without scripts; its links open in a tab of their own. */
export function MailPreview({ title, html, nonce }: MailPreviewProps) {
  const style = nonce === null ? "<style>" : `<style nonce="${nonce}">`;
  const shown = html.replace("<style>", `<base target="_blank">${style}`);
  return (
    <iframe
      className="mail-preview"
      title={title}
      srcDoc={shown}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    />
  );
}
