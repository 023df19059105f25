import { expect, it } from "vitest";
import { parseConversationsAddress } from "./conversations-address";
import { prepareShows } from "./list-shows";

const shows = (search: string) => prepareShows(parseConversationsAddress(new URLSearchParams(search)));
const links = (search: string) => shows(search).groups.flatMap((group) => group.links);

it("offers kinds of conversations, and keeps days and filters", () => {
  const handedOff = links("week=2026-W46&channel=web_chat&cursor=x").find(
    ({ name }) => name === "Handed off",
  );
  expect(handedOff?.href).toBe(
    "/conversations?metric=hand_off_rate&part=numerator&week=2026-W46&channel=web_chat",
  );
});

it("names what is shown, also the rows of a number that it does not offer", () => {
  expect(shows("")).toMatchObject({ name: "All", isSet: false });
  expect(shows("metric=repeat_information_rate&part=denominator")).toMatchObject({
    name: "Assessed for repeats",
    isSet: true,
  });
  expect(shows("metric=connection_rate")).toMatchObject({ name: "Connection rate", isSet: true });
  expect(links("metric=connection_rate").filter(({ current }) => current)).toEqual([]);
});
