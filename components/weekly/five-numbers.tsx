import { CardsKey } from "@/components/metrics/cards-key";
import { MixCard } from "@/components/metrics/mix-card";
import { NumberCard } from "@/components/metrics/number-card";
import { TableFiles } from "@/components/page/table-files";
import { PictureButton } from "@/components/pictures/picture-button";
import type { TargetText } from "@/lib/reports/notes/prepare-targets";
import type { TableFiles as Files } from "@/lib/reports/tables/table-address";
import type { WeeklyCards } from "@/lib/reports/weekly/prepare-cards";

interface FiveNumbersProps {
  readonly cards: WeeklyCards;
  /** By metric. */
  readonly targets?: { readonly [metric: string]: TargetText };
  /** How many comments there are on a metric. */
  readonly comments?: { readonly [metric: string]: number };
  readonly files: Files;
  /** Days and filters, for the picture. */
  readonly about: string;
}

/** The five cards in their fixed order, and what their marks mean. */
export function FiveNumbers({ cards, targets = {}, comments = {}, files, about }: FiveNumbersProps) {
  return (
    <section className="five" id="numbers" aria-label="Five numbers">
      <h2 className="sr">Five numbers</h2>
      <div data-picture>
        <div className="cards">
          {cards.cards.map((card) => (
            <NumberCard key={card.numbers[0].metric} card={card} targets={targets} comments={comments} />
          ))}
          <MixCard card={cards.mix} />
        </div>
        <CardsKey marks={cards.key} />
      </div>
      <div className="tools">
        <TableFiles files={files} name="Five numbers" />
        <PictureButton of="numbers" title="Five numbers" about={about} fileName="baton-numbers" />
      </div>
    </section>
  );
}
