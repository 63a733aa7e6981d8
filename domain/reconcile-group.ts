import { noExposure, plus, type ExposureSums } from './position.ts';
import { compared, componentsOf, countOf, type Difference } from './reconcile.ts';

/** Of a customer credit group, or of one member: sums in one currency, and how many documents lack a rate (§5.3). */
type Part = { readonly sums: ExposureSums; readonly unconverted: number };

type Stored = Part & { readonly members: number };

/** Both sides of a group's comparison: `counted` are the members whose sums are in those; `all` are all members. */
type Members = { readonly counted: readonly Part[]; readonly all: readonly Pick<Part, 'unconverted'>[] };

export type GroupDifference = Omit<Difference, 'of'> & { readonly of: 'credit-group' };

/** §4.4, §14: where a group's sums are not what its members' positions add up to. */
export function groupDifferencesOf(stored: Stored, { counted, all }: Members): readonly GroupDifference[] {
  const sums = counted.reduce((sum, member) => plus(sum, member.sums), noExposure);
  const unconverted = all.reduce((count, member) => count + member.unconverted, 0);
  const numbers = { of: 'credit-group', currency: null } as const;
  return [
    ...compared({ of: 'credit-group' as const }, componentsOf(stored.sums), componentsOf(sums)),
    ...compared(numbers, countOf(stored.unconverted), countOf(unconverted)),
    ...compared(numbers, { members: BigInt(stored.members) }, { members: BigInt(all.length) }),
  ];
}
