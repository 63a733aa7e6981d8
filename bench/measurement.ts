/** One figure with its budget, if it has one; figures are counts and ratios of one run, never times. */
export type Measurement = {
  readonly question: string;
  readonly value: number;
  readonly unit: string;
  readonly atMost?: number;
};

export function isOver({ value, atMost }: Measurement): boolean {
  return atMost !== undefined && value > atMost;
}

export function lineOf(measurement: Measurement): string {
  const { question, value, unit, atMost } = measurement;
  const budget = atMost === undefined ? '' : `  (at most ${atMost}${isOver(measurement) ? ': OVER' : ''})`;
  return `  ${question.padEnd(68)} ${String(Math.round(value * 100) / 100).padStart(9)} ${unit}${budget}`;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
