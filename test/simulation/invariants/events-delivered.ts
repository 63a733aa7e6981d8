import { isDeepStrictEqual } from 'node:util';
import { holdCodec, isEnded } from '../../../functions/store/hold-item.ts';
import { outgoingEvents } from '../../../functions/outgoing-events.ts';
import { outboxCodec } from '../../../functions/store/outbox.ts';
import { undescribed } from '../../harness/described-events.ts';
import type { Stored } from '../store/memory-table.ts';
import { allOfKind, decisionOf, type CloudEvent, type MakeInvariant } from './invariant.ts';

/** §15.2: none is lost, and none is sent for what did not happen. `old` was there before the schedule. */
export const eventsDelivered: MakeInvariant = ({ table, published }) => {
  const old = new Set<Stored>(table.save().map(({ stored }) => stored));
  const fresh = (kind: string) => allOfKind(table, kind).filter((stored) => !old.has(stored));
  return {
    atTheEnd: () => {
      const decisions = fresh('decision').map(decisionOf);
      const events = fresh('event')
        .map(({ document }) => outboxCodec(document, 'event'))
        .flatMap((event) => (event.type === 'several' ? event.data.events : event));
      const holds = fresh('hold').map(({ document }) => holdCodec(document, 'hold'));
      // How an id begins is said by whose it is.
      const wanted = [
        ...decisions
          .filter(({ origin, answer }) => origin !== 'evaluation' || answer !== 'passed')
          .map(({ request }) => `:${request}`),
        ...events.filter(({ type }) => Object.hasOwn(outgoingEvents, type)).map(({ id }) => `~${id}`),
      ];
      const lost = wanted.filter((end) => !published.some(({ id }) => id.endsWith(end)));
      const invented = published.filter(({ id }) => !wanted.some((end) => id.endsWith(end)));
      const said = published.map(
        ({ type, data }) => `${String(data['hold'])} ${endSaidBy[type] ?? String(data['holdState'])}`,
      );
      const unsaid = holds.filter((one) => isEnded(one) && !said.includes(`${one.hold} ${one.state}`));
      return [
        ...published.flatMap((event) => undescribed(event) ?? []).map((what) => `EventsDelivered: ${what}`),
        ...repeatedOtherwise(published).map((id) => `EventsDelivered: ${id} was published with two contents`),
        ...lost.map((end) => `EventsDelivered: ${end} was not published`),
        ...invented.map(({ id }) => `EventsDelivered: ${id} did not happen`),
        ...unsaid.map(({ hold, state }) => `EventsDelivered: nothing says that ${hold} was ${state}`),
      ];
    },
  };
};

/** A receiver that knows an id does not look at what comes under it again. */
function repeatedOtherwise(published: readonly CloudEvent[]): readonly string[] {
  const first = new Map(published.toReversed().map((event) => [identityOf(event), event]));
  return published.flatMap((event) => {
    const id = identityOf(event);
    return isDeepStrictEqual(event, first.get(id)) ? [] : [id];
  });
}

export function identityOf({ source, id }: CloudEvent): string {
  return `${source} ${id}`;
}

const endSaidBy: Readonly<Record<string, string>> = {
  'holdfast.order-released.v1': 'released',
  'holdfast.order-rejected.v1': 'rejected',
};
