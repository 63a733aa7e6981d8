import { describe, expect, test } from 'vitest';
import type { ReasonCode } from '../../../domain/evaluation.ts';
import { refuse } from '../../../domain/refusal.ts';
import { checkPeople, checkWorkflow } from '../../../domain/workflow/check-workflow.ts';
import { fittingWorkflow, type WorkflowCase } from '../../../domain/workflow/fitting-workflow.ts';
import type { Workflow } from '../../../domain/workflow/workflow.ts';
import { aWorkflow, clerk, manager, users } from './an-approval.ts';

function fits(condition: Workflow['condition'], changes: Partial<WorkflowCase> = {}): boolean {
  const asked: WorkflowCase = {
    for: 'hold-release',
    amount: () => 100_000n,
    riskGroups: ['HIGH'],
    reasons: ['days-overdue', 'credit-limit-used'],
    ...changes,
  };
  return fittingWorkflow({ W: aWorkflow({ condition }) }, asked, 'EUR') !== undefined;
}

describe('which workflow fits (§11.1)', () => {
  test.each([
    [{}, true],
    [{ amountFrom: '1000.00' }, true],
    [{ amountFrom: '1000.01' }, false],
    [{ amountTo: '1000.00' }, true],
    [{ amountTo: '999.99' }, false],
    [{ amountFrom: '500', amountTo: '2000' }, true],
    [{ riskGroups: ['LOW', 'HIGH'] }, true],
    [{ riskGroups: ['LOW'] }, false],
    [{ reasons: ['account-status', 'days-overdue'] }, true],
    [{ reasons: ['account-status'] }, false],
    [{ reasons: ['days-overdue'], riskGroups: ['LOW'] }, false],
  ] as const)('%j: %s', (condition, expected) => {
    expect(fits(condition)).toBe(expected);
  });

  test('a customer without a risk group is in none, and a hold without reasons has none', () => {
    expect(fits({ riskGroups: ['HIGH'] }, { riskGroups: [undefined] })).toBe(false);
    const reasons: readonly ReasonCode[] = [];
    expect(fits({ reasons: ['days-overdue'] }, { reasons })).toBe(false);
    expect(fits({}, { reasons, riskGroups: [undefined] })).toBe(true);
  });

  test('an amount that is not known matters only where all else fits', () => {
    const date = '2026-06-15' as never;
    const amount = (): bigint => {
      throw refuse('exchange-rate-missing', { from: 'USD', to: 'EUR', date });
    };
    expect(fits({ riskGroups: ['LOW'], amountFrom: '1' }, { amount })).toBe(false);
    expect(fits({ riskGroups: ['HIGH'] }, { amount })).toBe(true);
    expect(() => fits({ amountFrom: '1' }, { amount })).toThrow(
      expect.objectContaining({ code: 'exchange-rate-missing' }),
    );
  });

  test('of several the lowest rank, of its own kind', () => {
    const workflows = {
      LATE: aWorkflow({ rank: 9 }),
      LARGE: aWorkflow({ rank: 2, condition: { amountFrom: '500' } }),
      HUGE: aWorkflow({ rank: 1, condition: { amountFrom: '5000' } }),
      REJECT: aWorkflow({ rank: 1, for: 'hold-reject' }),
    };
    const of = (amount: bigint) => {
      const asked = { for: 'hold-release', amount: () => amount, riskGroups: [undefined], reasons: [] } as const;
      return fittingWorkflow(workflows, asked, 'EUR')?.id;
    };
    expect([49_999n, 50_000n, 499_999n, 500_000n].map(of)).toEqual(['LATE', 'LARGE', 'LARGE', 'HUGE']);
  });
});

describe('a workflow that contradicts itself or another', () => {
  const others = { A: aWorkflow({ rank: 1 }), B: aWorkflow({ rank: 2, for: 'hold-reject' }) };
  const problemsOf = (changes: Partial<Workflow>, id = 'W') =>
    checkWorkflow(id, aWorkflow({ rank: 3, ...changes }), others, 'EUR').map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );

  test.each([
    [{}, []],
    [{ rank: 1 }, ['/rank rank-taken']],
    [{ rank: 2 }, []],
    [{ task: 'reject' }, ['/task task-of-another-kind']],
    [{ for: 'hold-reject', task: 'reject' }, []],
    [{ for: 'adjustment-line', task: 'post' }, ['/task task-of-another-kind']],
    [{ condition: { amountFrom: '1.001' } }, ['/condition/amountFrom amount-does-not-fit-currency']],
    [{ condition: { amountTo: '-0.01' } }, ['/condition/amountTo amount-below-zero']],
    [{ condition: { amountFrom: '2', amountTo: '1.99' } }, ['/condition/amountTo to-below-from']],
    [{ condition: { amountFrom: '2', amountTo: '2.00' } }, []],
    [{ for: 'adjustment', condition: { reasons: ['days-overdue'] } }, ['/condition/reasons reasons-of-holds-only']],
    [{ steps: [{ users: users('mia'), approvals: 2 }] }, ['/steps/0/approvals too-few-users']],
    [{ steps: [{ users: users('mia', 'max'), approvals: 2 }] }, []],
  ] as const)('%j: %j', (changes, expected) => {
    expect(problemsOf(changes as Partial<Workflow>)).toEqual(expected);
  });

  test('keeps its own rank', () => {
    expect(problemsOf({ rank: 1 }, 'A')).toEqual([]);
  });
});

describe('a step that nobody could do', () => {
  const people = [manager('mia'), clerk('carl'), clerk('cleo'), { ...clerk('ann'), roles: ['credit-admin'] }];
  test.each([
    [{ role: 'credit-clerk', approvals: 2 }, []],
    [{ role: 'credit-clerk', approvals: 3 }, ['/steps/0/approvals too-few-people']],
    [{ role: 'credit-manager', approvals: 2 }, ['/steps/0/approvals too-few-people']],
    [{ users: users('mia', 'carl'), approvals: 1 }, []],
    [
      { users: users('mia', 'ann', 'nobody'), approvals: 1 },
      ['/steps/0/users/1 may-not-approve', '/steps/0/users/2 may-not-approve'],
    ],
  ] as const)('%j: %j', (step, expected) => {
    expect(checkPeople([step], people).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});
