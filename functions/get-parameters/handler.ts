import type { Parameters } from '../../domain/parameters.ts';
import { withoutVersion } from '../../domain/set-up/element.ts';
import { http } from '../http.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { getParameters } from './contract.ts';

export const handler = http(getParameters, async (_, { entity }) => {
  const { parameters } = await currentRulebook(entity);
  return { body: withoutVersion<Parameters>(parameters), etag: parameters.version };
});
