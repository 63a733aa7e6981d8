import { openDataFolder } from './data-folder.ts';
import { openIssuer } from './issuer.ts';

const longestSubject = 128;

/** `npm run token -- SUBJECT`: prints a token of the local issuer. What its user may do, grants say. */
const [subject = '', ...others] = process.argv.slice(2);
if (subject === '' || subject.length > longestSubject || others.length > 0) {
  process.stderr.write(`npm run token -- SUBJECT: one name of 1 to ${longestSubject} characters.\n`);
  process.exitCode = 2;
} else {
  const issuer = await openIssuer(openDataFolder());
  process.stdout.write(`${await issuer.accessToken(subject)}\n`);
}
