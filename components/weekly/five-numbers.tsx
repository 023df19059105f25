import { CardsKey } from "@/components/metrics/cards-key";
import { MixCard } from "@/components/metrics/mix-card";
import { NumberCard } from "@/components/metrics/number-card";
import type { WeeklyCards } from "@/lib/reports/prepare-cards";
import type { TargetText } from "@/lib/reports/prepare-targets";

interface FiveNumbersProps {
  readonly cards: WeeklyCards;
  /** By metric. */
  readonly targets?: { readonly [metric: string]: TargetText };
  /** How many comments there are on a metric. */
  readonly comments?: { readonly [metric: string]: number };
}

/** The five cards in their fixed order, and what their marks mean. */
export function FiveNumbers({ cards, targets = {}, comments = {} }: FiveNumbersProps) {
  return (
    <section className="five" aria-label="Five numbers">
      <h2 className="sr">Five numbers</h2>
      <div className="cards">
        {cards.cards.map((card) => (
          <NumberCard key={card.numbers[0].metric} card={card} targets={targets} comments={comments} />
        ))}
        <MixCard card={cards.mix} />
      </div>
      <CardsKey marks={cards.key} />
    </section>
  );
}
