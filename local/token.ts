import { openDataFolder } from './data-folder.ts';
import { isFolderHeld } from './folder-lock.ts';
import { hasIssuer, openIssuer } from './issuer.ts';

const longestSubject = 128;
const elsewhere = 'Where it has another data folder (it prints which), set HOLDFAST_DATA to that.';

/** `npm run token -- SUBJECT`: prints a token of the local issuer. What its user may do, grants say. */
const [subject = '', ...others] = process.argv.slice(2);
const folder = openDataFolder();
if (subject === '' || subject.length > longestSubject || others.length > 0) {
  refuse(`npm run token -- SUBJECT: one name of 1 to ${longestSubject} characters.`);
} else if (hasIssuer(folder)) {
  // Another folder's system knows no token of this one.
  if (!isFolderHeld(folder)) console.error(`No system runs on the data in ${folder} now. ${elsewhere}`);
  const issuer = await openIssuer(folder);
  console.log(await issuer.accessToken(subject));
} else {
  refuse(`No system ever ran on the data in ${folder}: "npm start" first. ${elsewhere}`);
}

function refuse(why: string): void {
  console.error(why);
  process.exitCode = 2;
}
