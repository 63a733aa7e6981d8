import { startDailyEvaluations } from './operation.ts';

/** §9.5, §14: every five minutes; starts what is due, once per business date. */
export const handler = async (): Promise<void> => startDailyEvaluations();
