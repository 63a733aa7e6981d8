import { Logger } from '@aws-lambda-powertools/logger';

/** Lines of typed fields; never amounts, names or tokens. */
export const logger = new Logger({ serviceName: 'holdfast' });
