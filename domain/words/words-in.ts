import type { Clearance, Reason, ReasonCode, RuleOutcome, Warning } from '../evaluation.ts';
import type { Skip } from '../exclusion.ts';
import type { NoCheapest } from '../explain-hold.ts';
import type { Catalogue, Language } from './catalogue.ts';
import { chinese } from './chinese.ts';
import { clearanceInWords } from './clearance-in-words.ts';
import { english } from './english.ts';
import { reasonInWords, type Said } from './reason-in-words.ts';

export const catalogues: Readonly<Record<Language, Catalogue>> = { en: english, 'zh-CN': chinese };

type TitleAndText = { readonly title: string; readonly text: string };

/** How answers are told in one language. Operands are amounts of `baseCurrency` unless they say another. */
export type Words = {
  readonly names: Catalogue['names'];
  readonly reason: (reason: Pick<Reason, 'code'> & Said, baseCurrency: string) => TitleAndText;
  readonly warning: (warning: Warning, baseCurrency: string) => TitleAndText;
  readonly clearance: (way: Clearance, baseCurrency: string) => string;
  readonly skip: (skip: Skip) => string;
  readonly rule: (outcome: RuleOutcome) => string;
  readonly noCheapest: (code: NoCheapest) => string;
};

export function wordsIn(language: Language): Words {
  const catalogue = catalogues[language];
  const { names } = catalogue;
  const told = (code: ReasonCode, said: Said, baseCurrency: string): TitleAndText => {
    const text = reasonInWords(code, { ...said, catalogue, baseCurrency });
    return { title: names.reasons[code], text };
  };
  return {
    names,
    reason: ({ code, ...said }, baseCurrency) => told(code, said, baseCurrency),
    warning: ({ code, ...said }, baseCurrency) => told(code, said, baseCurrency),
    clearance: (way, baseCurrency) => clearanceInWords(catalogue, way, baseCurrency),
    skip: ({ because, nextCheckDue }) => catalogue.skips[because]({ date: nextCheckDue ?? catalogue.unknown }),
    rule: (outcome) => ruleInWords(catalogue, outcome),
    noCheapest: (code) => catalogue.noCheapest[code],
  };
}

function ruleInWords({ names, rule, because }: Catalogue, found: RuleOutcome): string {
  return rule({
    kind: names.ruleKinds[found.kind],
    rule: found.rule,
    type: names.reasons[found.type],
    scope: names.scopes[found.scope],
    outcome: names.outcomes[found.outcome],
    because: found.because === undefined ? '' : because[found.because],
  });
}
