import { expect, test } from 'vitest';
import { acceptedLanguage } from '../../functions/accepted-language.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['en', 'en'],
  ['en-GB,zh;q=0.5', 'en'],
  ['zh', 'zh-CN'],
  ['zh-CN', 'zh-CN'],
  ['ZH-cn', 'zh-CN'],
  ['zh-Hans', 'zh-CN'],
  ['zh-Hans-SG', 'zh-CN'],
  ['fr-FR, zh-CN;q=0.8, en;q=0.7', 'zh-CN'],
  ['en;q=0.7, zh-CN;q=0.8', 'zh-CN'],
  ['en;q=0.8;x=1 , zh-CN ; q=0.8', 'en'],
  ['zh-CN;q=0, *', 'en'],
  ['zh-CN;q=0', 'en'],
  // Traditional characters are another writing.
  ['zh-TW', 'en'],
  ['zh-Hant-CN', 'en'],
  ['fr', 'en'],
  ['zh-CN;q=often', 'en'],
  [',;,;q=,=', 'en'],
  ['zhx', 'en'],
] as const)('%j: %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});
