import type * as z from 'zod/mini';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { explainHold, type HoldExplanation } from '../../domain/explain-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import type { HoldId } from '../../domain/ids.ts';
import { formatAmount } from '../../domain/money.ts';
import { refuse } from '../../domain/refusal.ts';
import { wordsIn, type Words } from '../../domain/words/words-in.ts';
import type { Language } from '../../domain/words/catalogue.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { holdOnWire } from '../hold-wire.ts';
import { Busy } from '../problem.ts';
import { clearanceOnWire, reasonOnWire } from '../reason-wire.ts';
import { creditStateOf, readRulebookInForce } from '../store/credit-state.ts';
import { knownOf } from '../store/evaluation-state.ts';
import { isEnded } from '../store/hold-item.ts';
import { findHold } from '../store/holds.ts';
import { readEvaluationState } from '../store/read-evaluation-state.ts';
import type { getHold } from './contract.ts';

type Explained = {
  readonly hold: Hold;
  readonly rulebook: Rulebook;
  readonly now?: HoldExplanation & { readonly today: CivilDate };
};

/** §8.3: a hold and, while it has not ended, what an evaluation would find now. */
export async function explainedHold(entity: AuthorizedEntity, id: HoldId, language: Language) {
  const explained = await readExplained(entity, id);
  const words = wordsIn(language);
  const { hold, rulebook } = explained;
  const evaluatedNow = nowOnWire(explained, words);
  return { version: hold.version, view: { ...holdOnWire(hold, entity, rulebook.currency, words), evaluatedNow } };
}

/** One that ends while it is read is read again. */
async function readExplained(entity: AuthorizedEntity, id: HoldId, triesLeft = 5): Promise<Explained> {
  const hold = await findHold(entity, id);
  if (hold === undefined) throw refuse('not-found', { kind: 'hold' });
  if (isEnded(hold)) return { hold, rulebook: await readRulebookInForce(entity, true) };
  const state = await readEvaluationState({ kind: 'customer', entity, customer: hold.customer }, 'reader');
  const own = state.holds.find((held) => held.entity === entity && held.hold.hold === id);
  if (own === undefined) {
    if (triesLeft === 0) throw new Busy(new Error('a hold kept moving while it was read'));
    return readExplained(entity, id, triesLeft - 1);
  }
  const { rulebook, credit, holds, moment } = knownOf(state, own);
  const { today } = moment;
  const found = explainHold(rulebook, creditStateOf(credit, rulebook, today), own, holds, today);
  return { hold: own.hold, rulebook, now: { ...found, today } };
}

type NowOnWire = z.input<(typeof getHold)['response']>['evaluatedNow'];

function nowOnWire({ now, rulebook: { currency, version } }: Explained, words: Words): NowOnWire {
  if (now === undefined) return null;
  const { today, reasons, fixes, noCheapest } = now;
  return {
    businessDate: today,
    rulebookVersion: version,
    reasons: reasons.map((one) => reasonOnWire(one, currency, words)),
    fixes: fixes.map(({ clearance, takes }, index) => ({
      clearance: clearanceOnWire(clearance, currency, words),
      takes: takes === undefined ? null : { amount: formatAmount(takes, currency), currency },
      isCheapest: index === 0 && noCheapest === undefined,
    })),
    noCheapest: noCheapest === undefined ? null : { because: noCheapest, text: words.noCheapest(noCheapest) },
  };
}
