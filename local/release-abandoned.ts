import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * What an earlier process was handling when it ended is free again, in its old place in its queue: nobody else reads these
 * queues. Done on fauxqs's own file before it is opened, because fauxqs forgets a message whose visibility is set to 0, and
 * its group then waits for ever.
 */
export function releaseAbandoned(folder: string): void {
  const database = new DatabaseSync(join(folder, 'fauxqs.db'));
  try {
    const isEmpty = database.prepare("SELECT name FROM sqlite_master WHERE name = 'sqs_messages'").get() === undefined;
    if (!isEmpty) database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  } finally {
    database.close();
  }
}
