import { Change } from "@/components/metrics/change";
import { NumberCell } from "@/components/metrics/number-cell";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { IngredientText } from "@/lib/reports/context/prepare-ingredients";

/** Every ingredient of the context with and without: how many ratings say useful, and how often details were asked again. */
export function IngredientTable({ ingredients }: { ingredients: readonly IngredientText[] }) {
  const [first] = ingredients;
  return (
    <ScrollRegion label="Ingredients of the context, table" kind="wide">
      <table className="tbl sticky-first metric-table ingredients">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Ingredient
            </th>
            {first?.numbers.map(({ metric, label }) => (
              <th key={metric} scope="colgroup" colSpan={3} className="pl">
                {label}
              </th>
            ))}
          </tr>
          <tr>
            {first?.numbers.flatMap(({ metric }) => [
              <th key={`${metric} with`} scope="col" className="r pl">
                With
              </th>,
              <th key={`${metric} without`} scope="col" className="r pl">
                Without
              </th>,
              <th key={`${metric} difference`} scope="col" className="pl">
                Difference
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {ingredients.map(({ key, name, words, numbers }) => (
            <tr key={key}>
              <th scope="row" className="name">
                {name}
                <span className="small ink3 block">
                  {words[0]} / {words[1]}
                </span>
              </th>
              {numbers.flatMap(({ metric, label, with: present, without, difference, from }) => [
                <td key={`${metric} with`} className="r pl" data-label={`${label}, ${words[0]}`}>
                  <NumberCell number={present} />
                </td>,
                <td key={`${metric} without`} className="r pl" data-label={`${label}, ${words[1]}`}>
                  <NumberCell number={without} />
                </td>,
                <td key={`${metric} difference`} className="pl" data-label={`${label}, difference`}>
                  {difference ? (
                    <>
                      <Change change={difference} />
                      {difference.interval && <span className="nn block">{difference.interval}</span>}
                    </>
                  ) : (
                    <span className="ink3">not known</span>
                  )}
                  {from && <span className="micro ink3 block">{from}</span>}
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
