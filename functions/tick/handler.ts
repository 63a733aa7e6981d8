import { startWhatIsDue } from './operation.ts';

/** §9.5, §14: every five minutes; starts what the data say is due. */
export const handler = async (): Promise<void> => startWhatIsDue();
