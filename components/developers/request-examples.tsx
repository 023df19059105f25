import {
  EXAMPLE_LANGUAGES,
  type ExampleLanguage,
  REQUEST_EXAMPLES,
} from "@/lib/reports/programmers/request-examples";
import { CodeBlock } from "./code-block";

const LABELS: { readonly [L in ExampleLanguage]: string } = {
  curl: "curl",
  typescript: "TypeScript",
  python: "Python",
};

/** What programs do first, in three languages; the first is open. */
export function RequestExamples() {
  return REQUEST_EXAMPLES.map((example) => (
    <div key={example.id} className="api-example">
      <h3>{example.title}</h3>
      <p className="small ink2">{example.says}</p>
      {EXAMPLE_LANGUAGES.map((language) => (
        <details
          suppressHydrationWarning
          key={language}
          name={`example-${example.id}`}
          open={language === "curl"}
          className="api-lang"
        >
          <summary>{LABELS[language]}</summary>
          <CodeBlock label={`${example.title}, ${LABELS[language]}`}>{example[language]}</CodeBlock>
        </details>
      ))}
    </div>
  ));
}
