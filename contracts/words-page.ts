import { languages, type Catalogue } from '../domain/words/catalogue.ts';
import { catalogues } from '../domain/words/words-in.ts';
import { markdownTable } from './markdown-table.ts';

/** The words for codes in every language, for whoever shows codes that come without them. */
export function wordsPage(): string {
  return `# Words

<!-- Written by \`npm run openapi\` from the catalogues of words; edit those. -->

Answers say everything in codes, which never change. Operations that take \`Accept-Language\` (${languages.map((language) => `\`${language}\``).join(', ')})
tell them in words too: \`title\` is the name of a code as it stands here, \`text\` a sentence with its numbers. Events and what order
systems are answered hold codes alone.

${Object.entries(kinds).map(section).join('\n\n')}
`;
}

type Entries = Readonly<Record<string, string | ((of: never) => string)>>;

/** Sentences with dots in the place of what they say of one case. */
const kinds: Readonly<Record<string, (catalogue: Catalogue) => Entries>> = {
  Reasons: ({ names }) => names.reasons,
  'What clears a reason': ({ clearances: { 'change-payment-terms-rank': byRank, ...clearances } }) => ({
    ...clearances,
    'change-payment-terms, maxRank': byRank,
  }),
  'Why there is no cheapest': ({ noCheapest }) => noCheapest,
  'Why an order passes without a check': ({ skips }) => skips,
  'Why a rule does not count': ({ because }) => because,
  'States of holds': ({ names }) => names.holdStates,
  'Answers of checkpoints': ({ names }) => names.answers,
  Checkpoints: ({ names }) => names.checkpoints,
  'Modes of postings': ({ names }) => names.modes,
  'Kinds of rules': ({ names }) => names.ruleKinds,
  'Scopes of rules': ({ names }) => names.scopes,
  'Outcomes of rules': ({ names }) => names.outcomes,
};

const dots = new Proxy({}, { get: () => '…' }) as never;

function section([heading, entriesOf]: readonly [string, (catalogue: Catalogue) => Entries]): string {
  const rows = Object.keys(entriesOf(catalogues.en)).map((code) => {
    const told = languages.map((language) => entriesOf(catalogues[language])[code]);
    return [`\`${code}\``, ...told.map((words = '') => (typeof words === 'string' ? words : words(dots)))];
  });
  return `## ${heading}\n\n${markdownTable(['code', ...languages], rows)}`;
}
