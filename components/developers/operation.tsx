import type {
  DescribedAnswer,
  DescribedBody,
  DescribedOperation,
} from "@/lib/reports/programmers/prepare-developers";
import { CodeBlock } from "./code-block";
import { KeyList } from "./key-list";

/** One call of the interface, folded up; opens without JavaScript. */
export function Operation({ operation }: { operation: DescribedOperation }) {
  const { anchor, method, path, summary, description, who, parameters, bodies, answers } = operation;
  const name = `${method} ${path}`;
  return (
    <details suppressHydrationWarning className="api-op" id={anchor}>
      <summary>
        <span className={`api-method ${method.toLowerCase()}`}>{method}</span>
        <code className="api-path">{path}</code>
        <span className="small ink2">{summary}</span>
      </summary>
      <div className="api-body">
        {description !== null && <p className="prose">{description}</p>}
        <p className="small ink2">Open to {who}.</p>
        {parameters.length > 0 && (
          <>
            <h4>Parameters</h4>
            <KeyList keys={parameters} />
          </>
        )}
        {bodies.length > 0 && <h4>Body</h4>}
        {bodies.map((body) => (
          <Body key={body.mediaType} body={body} what={`Body of ${name}`} />
        ))}
        <h4>Answers</h4>
        {answers.map((answer) => (
          <Answer key={answer.status} answer={answer} name={name} />
        ))}
      </div>
    </details>
  );
}

function Answer({ answer, name }: { answer: DescribedAnswer; name: string }) {
  return (
    <div className="api-answer">
      <p>
        <strong className="num">{answer.status}</strong> {answer.description}
        {answer.codes.length > 0 && (
          <span className="small ink3">
            {" "}
            Codes:{" "}
            {answer.codes.map((code, i) => (
              <span key={code}>
                {i > 0 && ", "}
                <a className="quiet-link" href={`#code-${code}`}>
                  {code}
                </a>
              </span>
            ))}
          </span>
        )}
      </p>
      {answer.bodies.map((body) => (
        <Body key={body.mediaType} body={body} what={`Answer ${answer.status} of ${name}`} />
      ))}
    </div>
  );
}

function Body({ body, what }: { body: DescribedBody; what: string }) {
  return (
    <div className="api-media">
      <p className="small ink3">{body.mediaType}</p>
      {body.keys.length > 0 && <KeyList keys={body.keys} />}
      {body.example !== null && (
        <CodeBlock label={`${what}, ${body.mediaType}, example`}>{body.example}</CodeBlock>
      )}
    </div>
  );
}
