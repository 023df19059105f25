import { Empty } from "./empty";
import { Snippets } from "./snippets";

/** What a workspace without records shows: how to bring the first ones in. */
export function FirstRecords({ mayBringIn }: { mayBringIn: boolean }) {
  return (
    <Empty title="No conversations yet">
      <p>
        The five numbers appear as soon as the first conversation has arrived. Baton takes conversations,
        hand-offs, surveys and context ratings in any order, and joins them.
      </p>
      {mayBringIn ? (
        <Snippets />
      ) : (
        <p>Ask an administrator to import records or to connect your bot platform.</p>
      )}
    </Empty>
  );
}
