import "./notifications.css";

interface MailPreviewProps {
  readonly title: string;
  readonly html: string;
}

/**
 * A mail as it will look by day, in a frame without scripts; its links open in a tab of their own. Without its style
 * sheet, which the page's policy keeps out: that only turns it dark and narrows its edges on a phone.
 */
export function MailPreview({ title, html }: MailPreviewProps) {
  const shown = html.replace(/<style>[\s\S]*?<\/style>/, '<base target="_blank">');
  return (
    <iframe
      className="mail-preview"
      title={title}
      srcDoc={shown}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    />
  );
}
