import type { Language } from '../domain/words/catalogue.ts';

/** RFC 9110, Accept-Language: the most wished for of the languages that there are; English where it names none of them, or nothing that can be read. */
export function acceptedLanguage(header = ''): Language {
  const wishes = header
    .split(',')
    .map(wishOf)
    .filter(({ weight }) => weight > 0);
  const byWeight = wishes.toSorted((a, b) => b.weight - a.weight);
  return byWeight.map(({ range }) => languageOf(range)).find((language) => language !== undefined) ?? 'en';
}

function wishOf(element: string): { readonly range: string; readonly weight: number } {
  const [range = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { range, weight: quality === undefined ? 1 : Number(quality.slice(2)) };
}

/** Chinese is written in simplified characters here: who asks for traditional ones does not mean it. */
function languageOf(range: string): Language | undefined {
  if (/^(\*|en(-.*)?)$/.test(range)) return 'en';
  return /^zh(-(hans|cn|sg|my)(-.*)?)?$/.test(range) ? 'zh-CN' : undefined;
}
