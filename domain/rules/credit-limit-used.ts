import { variant, type RuleTypeDefinition } from './rule-type.ts';
import { exceedsUsed, usedEvidence } from './used.ts';
import { addsNothing, not, settled } from './verdict.ts';

/** §6.2: used, the exposure with the order ÷ the limit that applies, exceeds `percent`. An order of nothing or less adds nothing. */
export const creditLimitUsed = {
  testsLimit: true,
  variants: [
    variant(
      { kind: 'blocking', currency: 'none', fields: { percent: 'percent' } },
      {
        condition: ({ percent }, facts, boundary) =>
          addsNothing(facts) ? settled(false) : exceedsUsed(facts, percent, boundary),
        evidence: usedEvidence,
      },
    ),
    variant(
      { kind: 'exclusion', currency: 'none', fields: { percent: 'percent' } },
      { condition: ({ percent }, facts) => not(exceedsUsed(facts, percent, 'over')), evidence: usedEvidence },
    ),
  ],
} as const satisfies RuleTypeDefinition;
