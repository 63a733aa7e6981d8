import type * as z from 'zod/mini';
import type { AuthorizedEntity } from '../actor.ts';
import { decode } from '../decode.ts';
import { forwarded } from '../intake-message.ts';
import { InvalidRequest } from '../problem.ts';
import { checkpointMessage } from '../request-checkpoint/checkpoint-message.ts';
import { askTogether } from '../request-checkpoint/operation.ts';

type Forwarded = z.output<typeof forwarded>;

/**
 * Of a question and those that follow it from the same sender in the same legal entity, those that were answered in one
 * transaction; none where the question is better carried out alone.
 */
export async function answerTogether(
  entity: AuthorizedEntity,
  first: Forwarded,
  following: readonly unknown[],
  deadlineMs: number,
): Promise<readonly Forwarded[]> {
  if (first.envelope.type !== 'checkpoint-request' || following.length === 0) return [];
  const messages = [first, ...likeIt(first, following)];
  const questions = messages.flatMap(({ envelope, subject }) => {
    const asked = readable(() => decode(checkpointMessage, envelope.data, '/data'));
    return asked === undefined ? [] : [{ asked, asker: { subject, deadlineMs, request: envelope.id } }];
  });
  // One that cannot be read is told so when its turn comes.
  if (questions.length < messages.length) return [];
  return messages.slice(0, await askTogether(entity, questions));
}

function likeIt({ envelope, subject }: Forwarded, following: readonly unknown[]): readonly Forwarded[] {
  const alike: Forwarded[] = [];
  for (const body of following) {
    const next = readable(() => decode(forwarded, body, ''));
    const isAlike =
      next?.envelope.type === envelope.type &&
      next.envelope.legalEntity === envelope.legalEntity &&
      next.subject === subject;
    if (!isAlike) break;
    alike.push(next);
  }
  return alike;
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidRequest) return undefined;
    throw error;
  }
}
