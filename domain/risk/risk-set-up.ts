/** §12.4: what a scoring group looks at that is a number: days and amounts have two decimals, years none. */
export const numberTypes = [
  'average-payment-days',
  'customer-since',
  'in-business-since',
  'days-sales-outstanding',
  'average-balance',
] as const;
/** And what is a code. */
export const codeTypes = ['credit-management-group', 'account-status', 'country'] as const;
type NumberType = (typeof numberTypes)[number];
type CodeType = (typeof codeTypes)[number];

/** §12.4: both ends are included. Decimals. */
export type ScoreRange = { readonly from: string; readonly to: string; readonly score: number };
export type ScoreValue = { readonly value: string; readonly score: number };

/** §12.4: how one thing about a customer is scored. What is user-defined has the name of one of its `userDefinedScores`. */
export type ScoringGroup = { readonly description: string } & (
  | { readonly type: NumberType; readonly ranges: readonly ScoreRange[] }
  | { readonly type: CodeType; readonly values: readonly ScoreValue[] }
  | {
      readonly type: 'user-defined';
      readonly name: string;
      readonly ranges?: readonly ScoreRange[] | undefined;
      readonly values?: readonly ScoreValue[] | undefined;
    }
);

/** §12.4: customers whose risk scores fall in a range; both ends are included. */
export type RiskGroup = {
  readonly description: string;
  /** How a person tells it at a glance. */
  readonly indicator: string;
  readonly from: number;
  readonly to: number;
};

/** §12.5: how a line compares a customer's own value with its own. Codes are equal or not. */
export const limitOperators = ['equal', 'not-equal', 'less', 'at-most', 'more', 'at-least'] as const;
export type LimitOperator = (typeof limitOperators)[number];

export type AutomaticLimitLine = {
  readonly scoringGroup: string;
  readonly operator: LimitOperator;
  readonly value: string;
  /** In the currency of its automatic limit. */
  readonly limit: string;
};

/** §12.5: what customers of a risk group whose limits are in a currency are given, up to an annual revenue. */
export type AutomaticLimit = {
  readonly description: string;
  readonly riskGroup: string;
  readonly currency: string;
  /** In the legal entity's currency, as the customer's annual revenue is. */
  readonly maximumAnnualRevenue: string;
  readonly lines: readonly AutomaticLimitLine[];
};

/** How many decimals a value of a scoring group has; `undefined` where it is a code. */
export function placesOf(group: ScoringGroup): number | undefined {
  switch (group.type) {
    case 'customer-since':
    case 'in-business-since':
      return 0;
    case 'average-payment-days':
    case 'days-sales-outstanding':
    case 'average-balance':
      return 2;
    case 'user-defined':
      return group.ranges === undefined ? undefined : 4;
    case 'credit-management-group':
    case 'account-status':
    case 'country':
      return undefined;
  }
}
