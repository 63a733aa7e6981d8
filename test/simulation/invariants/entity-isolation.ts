import { otherEntity } from '../stage.ts';
import type { MakeInvariant } from './invariant.ts';

/** §1.3: nothing that is done in one legal entity touches what another has, though their customers have the same names. */
export const entityIsolation: MakeInvariant = () => ({
  onCommit: ({ changes }) =>
    changes
      .filter(({ place }) => place.pk.split('#')[1] === otherEntity)
      .map(({ place }) => `EntityIsolation: ${place.pk} ${place.sk} was written`),
});
