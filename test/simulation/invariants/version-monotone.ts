import { decisionOf, putOfKind, type MakeInvariant } from './invariant.ts';

/** None passes under older rules, or on an earlier day, than one of the same customer passed before. */
export const versionMonotone: MakeInvariant = () => {
  const newest = new Map<string, { readonly rulebook: number; readonly businessDate: string }>();
  return {
    onCommit: (committed) =>
      putOfKind(committed, 'decision').flatMap((stored) => {
        const { answer, customer, order, rulebook, businessDate } = decisionOf(stored);
        if (answer !== 'passed') return [];
        const before = newest.get(customer) ?? { rulebook: 0, businessDate: '' };
        newest.set(customer, {
          rulebook: Math.max(rulebook, before.rulebook),
          businessDate: businessDate > before.businessDate ? businessDate : before.businessDate,
        });
        if (rulebook >= before.rulebook && businessDate >= before.businessDate) return [];
        return [
          `VersionMonotone: ${order} passed under rules ${rulebook} of ${businessDate} after ${before.rulebook} of ${before.businessDate}`,
        ];
      }),
  };
};
